namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>What to watch, and from when.</summary>
public sealed record WatchOptions
{
    /// <summary>The label selector. Default everything.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>The field selector. Default everything.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Changes after this version are sent; take it from the list before. Default <see langword="null"/>: from some present state.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>When the server ends the watch by itself, in whole seconds. Default <see langword="null"/>: its own default (30 to 60 minutes).</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// The longest silence before the connection counts as dead and the watch fails with a transient
    /// <see cref="KubernetesException"/>. Default <see langword="null"/>: wait for ever.
    /// </summary>
    public TimeSpan? IdleLimit { get; init; }
}
