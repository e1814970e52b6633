namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>What happened to an object.</summary>
public enum ResourceChangeKind
{
    /// <summary>It is new to the informer.</summary>
    Added,

    /// <summary>It changed; several changes may have become one.</summary>
    Modified,

    /// <summary>It is gone, or no longer among those the informer follows.</summary>
    Deleted,
}
