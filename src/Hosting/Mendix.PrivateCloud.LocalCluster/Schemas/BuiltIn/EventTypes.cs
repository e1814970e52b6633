using System.Text.Json.Nodes;
using static Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn.Types;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>Events in their two forms: one kind, stored once, with fields that changed their names.</summary>
internal static class EventTypes
{
    private static readonly Schema Source =
        new Definition("io.k8s.api.core.v1.EventSource", "Who saw it.")
            .Field("component", Text, "Which program.")
            .Field("host", Text, "On which node.");

    private static readonly Schema CoreSeries =
        new Definition("io.k8s.api.core.v1.EventSeries", "How it went on.")
            .Field("count", Integer32, "How often it was seen.")
            .Field("lastObservedTime", MicroTime, "When it was last seen.");

    private static readonly Schema CoreEvent =
        new Definition("io.k8s.api.core.v1.Event", "Something that happened to an object.")
            .ObjectFields()
            .Required("involvedObject", CommonTypes.ObjectReference, "What it happened to.")
            .Field("reason", Text, "What happened, as a CamelCase word.")
            .Field("message", Text, "What happened, for people.")
            .Field("type", Text, "Normal or Warning.")
            .Field("source", Source.WithDefault(new JsonObject()), "Who saw it.")
            .Field("firstTimestamp", Time, "When it was first seen.")
            .Field("lastTimestamp", Time, "When it was last seen.")
            .Field("count", Integer32, "How often it was seen.")
            .Field("eventTime", MicroTime, "When it was first seen, exactly.")
            .Field("series", CoreSeries, "How it went on.")
            .Field("action", Text, "What was done about it.")
            .Field("related", CommonTypes.ObjectReference, "A second object that has to do with it.")
            .Field("reportingComponent", Text.WithDefault(""), "Which controller reports it.")
            .Field("reportingInstance", Text.WithDefault(""), "Which instance of the controller.")
            .Rule(SameNamespace);

    private static readonly Schema Series =
        new Definition("io.k8s.api.events.v1.EventSeries", "How it went on.")
            .Required("count", Integer32, "How often it was seen.")
            .Required("lastObservedTime", MicroTime, "When it was last seen.");

    private static readonly Schema Event =
        new Definition("io.k8s.api.events.v1.Event", "Something that happened to an object.")
            .ObjectFields()
            .Required("eventTime", MicroTime, "When it was first seen.")
            .Field("regarding", CommonTypes.ObjectReference, "What it happened to.")
            .Field("related", CommonTypes.ObjectReference, "A second object that has to do with it.")
            .Field("reason", Text, "What happened, as a CamelCase word.")
            .Field("note", Text, "What happened, for people.")
            .Field("type", Text, "Normal or Warning.")
            .Field("action", Text, "What was done about it.")
            .Field("reportingController", Text, "Which controller reports it.")
            .Field("reportingInstance", Text, "Which instance of the controller.")
            .Field("series", Series, "How it went on.")
            .Field("deprecatedSource", Source, "Former source.")
            .Field("deprecatedFirstTimestamp", Time, "Former firstTimestamp.")
            .Field("deprecatedLastTimestamp", Time, "Former lastTimestamp.")
            .Field("deprecatedCount", Integer32, "Former count.")
            .Rule(Complete);

    public static readonly IReadOnlyList<ResourceType> All = [Kind("", CoreEvent), Kind("events.k8s.io", Event)];

    private static ResourceType Kind(string group, Schema schema) => new()
    {
        Group = group,
        Version = "v1",
        Kind = "Event",
        Plural = "events",
        ShortNames = ["ev"],
        Namespaced = true,
        Schema = schema,
    };

    /// <summary>Only who makes an event in this form is asked for all of it.</summary>
    private static void Complete(string path, JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        if (old is not null)
        {
            return;
        }

        foreach (var field in (string[])["reportingController", "reportingInstance", "action", "reason"])
        {
            if (value.String(field) is not { Length: > 0 })
            {
                errors.Add(FieldError.Required(field));
            }
        }

        if (value.String("type") is not ("Normal" or "Warning"))
        {
            errors.Add(FieldError.Invalid("type", "", $"has invalid value: {value.String("type")}"));
        }
    }

    private static void SameNamespace(string path, JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        // Cluster-scoped objects have their events in the default namespace.
        var about = value.At("involvedObject", "namespace");
        var own = value.At("metadata", "namespace");
        if (old is null && Json.AsString(about) is { Length: > 0 } && !JsonNode.DeepEquals(about, own))
        {
            errors.Add(FieldError.Invalid("involvedObject.namespace", about, "does not match event.namespace"));
        }
    }
}
