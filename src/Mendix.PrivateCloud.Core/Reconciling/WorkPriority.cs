namespace Mendix.PrivateCloud.Reconciling;

/// <summary>How urgent the work on a key is. A key that waits keeps the highest priority it was added with.</summary>
public enum WorkPriority
{
    /// <summary>Nothing is known to have changed; the key is looked at again as a precaution.</summary>
    Resync = 0,

    /// <summary>Something about the key changed. Goes ahead of every waiting <see cref="Resync"/>.</summary>
    Change = 1,
}
