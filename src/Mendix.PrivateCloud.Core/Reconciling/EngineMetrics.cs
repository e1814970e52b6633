using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Mendix.PrivateCloud.Reconciling;

/// <summary>The engine's instruments. Tags are made only where somebody listens.</summary>
internal static class EngineMetrics
{
    internal const string ControllerTag = "controller";
    internal const string OutcomeTag = "outcome";
    internal const string PriorityTag = "priority";

    internal static readonly Meter Meter = new(PrivateCloudDiagnostics.Name);

    internal static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "mendix.privatecloud.reconcile.duration",
        "s",
        "Duration of one reconcile, by controller and outcome.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300] });

    internal static readonly Histogram<double> QueueWait = Meter.CreateHistogram(
        "mendix.privatecloud.queue.wait.duration",
        "s",
        "Time between a key becoming ready and its reconcile.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.005, 0.025, 0.1, 0.5, 1, 5, 30, 300] });

    internal static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "mendix.privatecloud.reconcile.retries", "{retry}", "Reconciles of keys whose reconcile before failed.");

    private static readonly ConcurrentDictionary<object, (string Name, Func<WorkQueueCounts> Counts)> Controllers = new();

    static EngineMetrics()
    {
        Meter.CreateObservableUpDownCounter(
            "mendix.privatecloud.reconcile.active",
            () => Observe(counts => counts.Processing),
            "{reconcile}",
            "Reconciles that are running.");
        Meter.CreateObservableUpDownCounter(
            "mendix.privatecloud.queue.depth",
            () => Observe(WorkPriority.Change).Concat(Observe(WorkPriority.Resync)),
            "{key}",
            "Keys that are ready and wait for a worker, by priority.");
        Meter.CreateObservableUpDownCounter(
            "mendix.privatecloud.queue.delayed",
            () => Observe(counts => counts.Delayed),
            "{key}",
            "Keys that wait for a time: retries after a failure, and wishes to run again.");
    }

    internal static string NameOf(WorkPriority priority) => priority == WorkPriority.Change ? "change" : "resync";

    internal static void Register(object controller, string name, Func<WorkQueueCounts> counts) =>
        Controllers[controller] = (name, counts);

    internal static void Unregister(object controller) => Controllers.TryRemove(controller, out _);

    private static IEnumerable<Measurement<int>> Observe(Func<WorkQueueCounts, int> value) =>
        Controllers.Values.Select(c => new Measurement<int>(
            value(c.Counts()), new KeyValuePair<string, object?>(ControllerTag, c.Name)));

    private static IEnumerable<Measurement<int>> Observe(WorkPriority priority) =>
        Controllers.Values.Select(c => new Measurement<int>(
            priority == WorkPriority.Change ? c.Counts().Changes : c.Counts().Resyncs,
            new KeyValuePair<string, object?>(ControllerTag, c.Name),
            new KeyValuePair<string, object?>(PriorityTag, NameOf(priority))));
}
