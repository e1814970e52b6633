using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Objects;

/// <summary>Core and events.k8s.io events are one object under two sets of names. It is stored in the core form.</summary>
internal static class EventForm
{
    /// <summary>Name in events.k8s.io/v1, name in v1.</summary>
    private static readonly (string Current, string Core)[] Renamed =
    [
        ("regarding", "involvedObject"),
        ("note", "message"),
        ("reportingController", "reportingComponent"),
        ("deprecatedSource", "source"),
        ("deprecatedFirstTimestamp", "firstTimestamp"),
        ("deprecatedLastTimestamp", "lastTimestamp"),
        ("deprecatedCount", "count"),
    ];

    public static JsonObject ToStored(ResourceType type, JsonObject value) =>
        IsCurrentForm(type) ? Rename(value, "v1", toCore: true) : value;

    public static JsonObject FromStored(ResourceType type, JsonObject value) =>
        IsCurrentForm(type) ? Rename(value, type.ApiVersion, toCore: false) : value;

    private static bool IsCurrentForm(ResourceType type) => type.IsEvent() && type.Group.Length > 0;

    private static JsonObject Rename(JsonObject value, string apiVersion, bool toCore)
    {
        var result = new JsonObject();
        foreach (var (name, node) in value)
        {
            var renamed = Renamed.FirstOrDefault(pair => (toCore ? pair.Current : pair.Core) == name);
            result[renamed == default ? name : toCore ? renamed.Core : renamed.Current] = node?.DeepClone();
        }

        result["apiVersion"] = apiVersion;
        return result;
    }
}
