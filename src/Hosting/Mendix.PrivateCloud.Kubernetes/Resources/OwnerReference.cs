namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>Names an owner in the same namespace (or of the whole cluster).</summary>
public sealed class OwnerReference
{
    /// <summary>Group and version of the owner.</summary>
    public string ApiVersion { get; set; } = "";

    /// <summary>Kind of the owner.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Name of the owner.</summary>
    public string Name { get; set; } = "";

    /// <summary>UID of the owner; a namesake with another UID does not own.</summary>
    public string Uid { get; set; } = "";

    /// <summary>Whether this owner is the managing one; at most one is.</summary>
    public bool? Controller { get; set; }

    /// <summary>Whether foreground deletion of the owner waits for this object.</summary>
    public bool? BlockOwnerDeletion { get; set; }
}
