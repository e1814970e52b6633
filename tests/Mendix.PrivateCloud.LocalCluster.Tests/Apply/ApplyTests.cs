using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Apply;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Apply;

/// <summary>Applies widgets, one second after the other.</summary>
public abstract class ApplyTests
{
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private protected JsonObject Apply(JsonObject? live, string spec, string manager)
    {
        var result = Run(live, spec, manager);
        Assert.Empty(result.Conflicts);
        Widgets.Type.Normalize(result.Object!);
        return result.Object!;
    }

    private protected ApplyResult Run(JsonObject? live, string spec, string manager, bool force = false) =>
        ServerSideApply.Apply(live, Widgets.Widget(spec), manager, force, Widgets.Type, null, Tick());

    private protected JsonObject Update(JsonObject live, string manager, Action<JsonObject> change)
    {
        var next = (JsonObject)live.DeepClone();
        change(next);
        ManagedFields.Update(Widgets.Type, live, next, manager, null, Tick());
        return next;
    }

    private protected DateTimeOffset Tick() => _now = _now.AddSeconds(1);

    private protected static JsonNode? Fields(JsonObject value, string manager, string? subresource = null) => Entry(value, manager, subresource)?["fieldsV1"];

    private protected static string? Time(JsonObject value, string manager) => (string?)Entry(value, manager, null)?["time"];

    private static JsonNode? Entry(JsonObject value, string manager, string? subresource) =>
        value["metadata"]!["managedFields"]!.AsArray()
            .SingleOrDefault(entry => (string?)entry!["manager"] == manager && (string?)entry["subresource"] == subresource);
}
