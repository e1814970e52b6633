namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>What a watch event says.</summary>
public enum WatchEventType
{
    /// <summary>The object is new, or newly matches the selector.</summary>
    Added,

    /// <summary>The object changed.</summary>
    Modified,

    /// <summary>The object is gone, or no longer matches the selector.</summary>
    Deleted,

    /// <summary>Nothing happened up to this resource version.</summary>
    Bookmark,

    /// <summary>The watch failed on the server's side; never handed out, but thrown as <see cref="KubernetesException"/>.</summary>
    Error,
}
