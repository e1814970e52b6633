using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>
/// A <c>v1</c> Event. The core group is used because <c>kubectl describe</c> of every version reads count and times from it.
/// </summary>
public sealed class Event : KubernetesObject<Event>, IKubernetesObject<Event>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } = new("", "v1", "Event", "events", "event");

    /// <inheritdoc/>
    public static JsonTypeInfo<Event> TypeInfo => KubernetesJson.Default.Event;

    /// <summary>The object that the event is about.</summary>
    public ObjectReference? InvolvedObject { get; set; }

    /// <summary><c>Normal</c> or <c>Warning</c>.</summary>
    public string? Type { get; set; }

    /// <summary>The cause as one CamelCase word.</summary>
    public string? Reason { get; set; }

    /// <summary>What happened, for people.</summary>
    public string? Message { get; set; }

    /// <summary>What the reporter did, as one word.</summary>
    public string? Action { get; set; }

    /// <summary>How often it happened.</summary>
    public int? Count { get; set; }

    /// <summary>When it happened first.</summary>
    public DateTimeOffset? FirstTimestamp { get; set; }

    /// <summary>When it happened last.</summary>
    public DateTimeOffset? LastTimestamp { get; set; }

    /// <summary>When it happened first, in microseconds.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? EventTime { get; set; }

    /// <summary>Who reports.</summary>
    public EventSource? Source { get; set; }

    /// <summary>The controller that reports, such as <c>privatecloud.mendix.com/operator</c>.</summary>
    public string? ReportingComponent { get; set; }

    /// <summary>The instance of the controller, such as the pod's name.</summary>
    public string? ReportingInstance { get; set; }
}

/// <summary>Who reported an event.</summary>
public sealed class EventSource
{
    /// <summary>The component.</summary>
    public string? Component { get; set; }

    /// <summary>The node it runs on.</summary>
    public string? Host { get; set; }
}

/// <summary>Points at an object.</summary>
public sealed class ObjectReference
{
    /// <summary>Group and version.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>Kind.</summary>
    public string? Kind { get; set; }

    /// <summary>Namespace; absent for kinds of the whole cluster.</summary>
    public string? Namespace { get; set; }

    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>UID.</summary>
    public string? Uid { get; set; }

    /// <summary>The version that was looked at.</summary>
    public string? ResourceVersion { get; set; }

    /// <summary>A part of the object, as a field path.</summary>
    public string? FieldPath { get; set; }
}
