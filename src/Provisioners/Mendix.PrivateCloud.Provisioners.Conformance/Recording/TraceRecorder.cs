using System.Diagnostics;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Recording;

/// <summary>
/// Keeps every activity that a verb starts: ours, and those of the driver, which a host exports as well. What the
/// fixture does, or a test beside, is not the provisioner's.
/// </summary>
internal sealed class TraceRecorder : IDisposable
{
    private const string Owner = "conformance";

    private static readonly AsyncLocal<Evidence?> Verb = new();

    private readonly ActivityListener _listener;

    public TraceRecorder(Evidence evidence)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity =>
            {
                if (Verb.Value == evidence)
                {
                    activity.SetCustomProperty(Owner, evidence);
                }
            },
            ActivityStopped = activity =>
            {
                if (activity.GetCustomProperty(Owner) == evidence)
                {
                    Record(evidence, activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>From here on, and in all that is called from here, a verb is under way.</summary>
    public static void Enter(Evidence evidence) => Verb.Value = evidence;

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
