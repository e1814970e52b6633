using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Tables;

/// <summary>The columns that a CustomResourceDefinition declares; name and age if it declares none.</summary>
internal static class CustomColumns
{
    private static readonly ConditionalWeakTable<ResourceType, IReadOnlyList<TableColumn>> Parsed = [];

    public static IReadOnlyList<TableColumn> Of(ResourceType type) => Parsed.GetValue(type, Read);

    private static IReadOnlyList<TableColumn> Read(ResourceType type) =>
        [TableColumn.ObjectName, .. type.PrinterColumns.Count == 0 ? [TableColumn.Age] : type.PrinterColumns.Select(Read)];

    private static TableColumn Read(PrinterColumn column) => new(column.Name, CellOf(column))
    {
        Type = column.Type,
        Format = column.Format,
        Description = column.Description,
        Priority = column.Priority,
    };

    private static Func<JsonObject, DateTimeOffset, JsonNode?> CellOf(PrinterColumn column)
    {
        JsonPath path;
        try
        {
            path = JsonPath.Parse(column.JsonPath);
        }
        catch (FormatException)
        {
            // kubectl knows more of JSONPath than we do; a column that we cannot read is blank, the others are not lost.
            return (_, _) => null;
        }

        return (value, now) => path.Find(value).FirstOrDefault() is { } found ? Cell(column.Type, found, now) : null;
    }

    // A value of another type than the column says is left out, as Kubernetes does.
    private static JsonNode? Cell(string type, JsonNode value, DateTimeOffset now) => (type, value.GetValueKind()) switch
    {
        ("string", _) => JsonPath.Text(value),
        ("date", JsonValueKind.String) => HumanDuration.Since(value, now),
        ("integer", JsonValueKind.Number) => Json.TryInteger(value.AsValue(), out var number) ? number : null,
        ("number", JsonValueKind.Number) => value.DeepClone(),
        ("boolean", JsonValueKind.True or JsonValueKind.False) => value.DeepClone(),
        _ => null,
    };
}
