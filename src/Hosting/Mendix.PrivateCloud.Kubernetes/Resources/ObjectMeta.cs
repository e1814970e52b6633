namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>Metadata of one object.</summary>
public sealed class ObjectMeta
{
    /// <summary>The name, unique per kind and namespace.</summary>
    public string? Name { get; set; }

    /// <summary>A prefix from which the server makes a name when <see cref="Name"/> is absent.</summary>
    public string? GenerateName { get; set; }

    /// <summary>The namespace; absent for kinds of the whole cluster.</summary>
    public string? Namespace { get; set; }

    /// <summary>The server's identity of this very object; a re-created object has another one.</summary>
    public string? Uid { get; set; }

    /// <summary>The version to send back for optimistic locking. Opaque.</summary>
    public string? ResourceVersion { get; set; }

    /// <summary>Counts changes of the desired state.</summary>
    public long? Generation { get; set; }

    /// <summary>When the server stored the object first.</summary>
    public DateTimeOffset? CreationTimestamp { get; set; }

    /// <summary>When deletion was asked for; the object stays until its finalizers are gone.</summary>
    public DateTimeOffset? DeletionTimestamp { get; set; }

    /// <summary>Seconds the object may take to end by itself after deletion was asked for.</summary>
    public long? DeletionGracePeriodSeconds { get; set; }

    /// <summary>Labels, for selection.</summary>
    public Dictionary<string, string>? Labels { get; set; }

    /// <summary>Annotations, for everything that is not selected by.</summary>
    public Dictionary<string, string>? Annotations { get; set; }

    /// <summary>What must be done before the object may go.</summary>
    public List<string>? Finalizers { get; set; }

    /// <summary>Objects with whose end this one is collected.</summary>
    public List<OwnerReference>? OwnerReferences { get; set; }

    /// <summary>Which manager set which fields.</summary>
    public List<ManagedFieldsEntry>? ManagedFields { get; set; }
}
