using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Tables;

/// <summary>A column of a table: its heading and how its cells are made.</summary>
/// <param name="Name">The heading.</param>
/// <param name="Cell">The cell for an object at a time; null is shown as blank.</param>
internal sealed record TableColumn(string Name, Func<JsonObject, DateTimeOffset, JsonNode?> Cell)
{
    public string Type { get; init; } = "string";

    public string Format { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>0 is always shown, more only with <c>-o wide</c>.</summary>
    public int Priority { get; init; }

    public static TableColumn ObjectName { get; } = new("Name", (value, _) => value.At("metadata", "name")?.DeepClone())
    {
        Format = "name",
        Description = "Name of the object.",
    };

    public static TableColumn Age { get; } = new("Age", (value, now) => HumanDuration.Since(value.At("metadata", "creationTimestamp"), now))
    {
        Description = "Time since the object was created.",
    };

    public static TableColumn CreatedAt { get; } = new("Created At", (value, _) => value.At("metadata", "creationTimestamp")?.DeepClone())
    {
        Type = "date",
        Description = "When the object was created.",
    };

    public static TableColumn Text(string name, Func<JsonObject, string?> cell) => new(name, (value, _) => cell(value));

    public static TableColumn Number(string name, params string[] path) => new(name, (value, _) => value.At(path)?.DeepClone() ?? 0)
    {
        Type = "integer",
    };

    public static TableColumn Timed(string name, Func<JsonObject, DateTimeOffset, string?> cell) => new(name, (value, now) => cell(value, now));

    /// <summary>Only with <c>-o wide</c>.</summary>
    public TableColumn Wide() => this with { Priority = 1 };

    public JsonObject Definition() => new()
    {
        ["name"] = Name,
        ["type"] = Type,
        ["format"] = Format,
        ["description"] = Description,
        ["priority"] = Priority,
    };
}
