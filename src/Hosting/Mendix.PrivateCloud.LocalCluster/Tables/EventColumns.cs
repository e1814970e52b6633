using System.Text.Json.Nodes;
using static Mendix.PrivateCloud.LocalCluster.Tables.TableColumn;

namespace Mendix.PrivateCloud.LocalCluster.Tables;

/// <summary>The columns of events, in both of their forms.</summary>
internal static class EventColumns
{
    public static readonly TableColumn[] All =
    [
        Timed("Last Seen", (value, now) => HumanDuration.Since(LastSeen(value), now)),
        Text("Type", value => value.String("type")),
        Text("Reason", value => value.String("reason")),
        Text("Object", value => $"{About(value).String("kind")?.ToLowerInvariant()}/{About(value).String("name")}"),
        Text("Subobject", value => About(value).String("fieldPath") ?? "").Wide(),
        Text("Source", Source).Wide(),
        Text("Message", value => (value.String("message") ?? value.String("note"))?.Trim()),
        Timed("First Seen", (value, now) => HumanDuration.Since(FirstSeen(value), now)).Wide(),
        new TableColumn("Count", (value, _) => Count(value)) { Type = "integer" }.Wide(),
        ObjectName.Wide(),
    ];

    private static JsonObject? About(JsonObject value) => value.Object("involvedObject") ?? value.Object("regarding");

    private static JsonNode? LastSeen(JsonObject value) =>
        value.At("series", "lastObservedTime") ?? value["lastTimestamp"] ?? value["deprecatedLastTimestamp"] ?? FirstSeen(value);

    private static JsonNode? FirstSeen(JsonObject value) =>
        value["firstTimestamp"] ?? value["deprecatedFirstTimestamp"] ?? value["eventTime"];

    private static long Count(JsonObject value) =>
        value.Object("series").Integer("count") ?? value.Integer("count") ?? value.Integer("deprecatedCount") ?? 1;

    private static string Source(JsonObject value)
    {
        var source = value.Object("source") ?? value.Object("deprecatedSource");
        var component = source.String("component") ?? value.String("reportingComponent") ?? value.String("reportingController");
        return string.Join(", ", new[] { component, source.String("host") }.Where(word => !string.IsNullOrEmpty(word)));
    }
}
