namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>How a deletion is meant. A destructive call should carry <see cref="Uid"/>: a name alone may by now mean another object.</summary>
public sealed record DeleteOptions
{
    /// <summary>Deletes only the object with this UID, else fails with a conflict. Default <see langword="null"/>: any.</summary>
    public string? Uid { get; init; }

    /// <summary>Deletes only this state of the object, else fails with a conflict. Default <see langword="null"/>: any.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>What becomes of the objects it owns. Default <see langword="null"/>: as the kind defines (mostly in the background).</summary>
    public DeletePropagation? Propagation { get; init; }

    /// <summary>How long a workload may take to stop, in whole seconds. Default <see langword="null"/>: as the object says.</summary>
    public TimeSpan? GracePeriod { get; init; }
}
