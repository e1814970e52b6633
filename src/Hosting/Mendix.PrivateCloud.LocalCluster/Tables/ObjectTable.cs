using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Tables;

/// <summary>Objects as a <c>meta.k8s.io/v1</c> Table, which <c>kubectl get</c> prints as it comes.</summary>
internal static class ObjectTable
{
    /// <param name="type">The kind of the objects.</param>
    /// <param name="values">The objects, in the order of the rows.</param>
    /// <param name="includeObject">What stands beside the cells: <c>None</c>, <c>Metadata</c> (also when empty) or <c>Object</c>.</param>
    /// <param name="now">The time that ages are counted to.</param>
    public static JsonObject Render(ResourceType type, IEnumerable<JsonObject> values, string includeObject, DateTimeOffset now)
    {
        var columns = type.IsCustom ? CustomColumns.Of(type) : BuiltInColumns.Of(type);
        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = new JsonObject(),
            ["columnDefinitions"] = new JsonArray([.. columns.Select(JsonNode (column) => column.Definition())]),
            ["rows"] = new JsonArray([.. values.Select(JsonNode (value) => Row(columns, value, includeObject, now))]),
        };
    }

    private static JsonObject Row(IReadOnlyList<TableColumn> columns, JsonObject value, string includeObject, DateTimeOffset now) => new()
    {
        ["cells"] = new JsonArray([.. columns.Select(column => column.Cell(value, now))]),
        ["object"] = includeObject switch
        {
            "None" => null,
            "Object" => value.DeepClone(),
            _ => new JsonObject
            {
                ["kind"] = "PartialObjectMetadata",
                ["apiVersion"] = "meta.k8s.io/v1",
                ["metadata"] = value["metadata"]?.DeepClone(),
            },
        },
    };
}
