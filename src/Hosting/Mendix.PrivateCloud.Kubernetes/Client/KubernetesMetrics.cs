using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>The instruments of this package, on the meter <c>Mendix.PrivateCloud</c>.</summary>
internal static class KubernetesMetrics
{
    private static readonly Meter Meter = new(PrivateCloudDiagnostics.Name);

    private static readonly Histogram<double> RequestDuration = Meter.CreateHistogram<double>(
        "mendix.privatecloud.kubernetes.request.duration", "s", "Duration of one attempt of a call to the Kubernetes API; of a watch, until it begins.");

    private static readonly Counter<long> WatchEvents = Meter.CreateCounter<long>(
        "mendix.privatecloud.kubernetes.informer.events", "{event}", "Watch events that informers received.");

    private static readonly Counter<long> Relists = Meter.CreateCounter<long>(
        "mendix.privatecloud.kubernetes.informer.lists", "{list}", "Full lists that informers made; more than one each means that they lost their place.");

    private static readonly Counter<long> DroppedEvents = Meter.CreateCounter<long>(
        "mendix.privatecloud.kubernetes.events.dropped", "{event}", "Kubernetes Events that were not written because there were too many.");

    /// <summary>Records one attempt; the status is 0 when no answer came.</summary>
    public static void RecordRequest(string verb, string kind, int status, TimeSpan duration)
    {
        if (RequestDuration.Enabled)
        {
            var tags = new TagList { { "verb", verb }, { "kind", kind }, { "status", status } };
            RequestDuration.Record(duration.TotalSeconds, tags);
        }
    }

    public static void CountWatchEvent(string kind) => WatchEvents.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public static void CountList(string kind) => Relists.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public static void CountDroppedEvent() => DroppedEvents.Add(1);
}
