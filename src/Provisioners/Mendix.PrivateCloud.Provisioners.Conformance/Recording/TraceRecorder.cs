using System.Diagnostics;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Recording;

/// <summary>Keeps every activity that ends while it listens: ours, and those of the driver, which a host exports as well.</summary>
internal sealed class TraceRecorder : IDisposable
{
    private readonly ActivityListener _listener;

    public TraceRecorder(Evidence evidence)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Record(evidence, activity),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    private static void Record(Evidence evidence, Activity activity)
    {
        evidence.Add($"a trace ({activity.Source.Name})", $"{activity.DisplayName} {activity.StatusDescription}");
        foreach (var (name, value) in activity.TagObjects.Concat(activity.Baggage.Select(item => KeyValuePair.Create(item.Key, (object?)item.Value))))
        {
            evidence.Add($"the tag {name} of a trace ({activity.Source.Name})", $"{value}");
        }

        foreach (var tag in activity.Events.SelectMany(happened => happened.Tags))
        {
            evidence.Add($"the tag {tag.Key} of a trace event ({activity.Source.Name})", $"{tag.Value}");
        }
    }
}
