namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Who reports Events, and how many at most.</summary>
public sealed class EventRecorderOptions
{
    /// <summary>The reporting controller, such as <c>privatecloud.mendix.com/operator</c>; kubectl shows it as the source. Required.</summary>
    public required string Component { get; set; }

    /// <summary>The reporting instance. Default the machine's name, which is a pod's name.</summary>
    public string Instance { get; set; } = Environment.MachineName;

    /// <summary>How many different Events may wait to be written; more are dropped. Default 1000.</summary>
    public int MaxPending { get; set; } = 1000;

    /// <summary>How many writes one object may cause in each <see cref="Interval"/>. Default 20.</summary>
    public int MaxPerObject { get; set; } = 20;

    /// <summary>See <see cref="MaxPerObject"/>. Default 5 minutes.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long disposing waits for what is still to be written. Default 5 seconds.</summary>
    public TimeSpan FlushLimit { get; set; } = TimeSpan.FromSeconds(5);
}
