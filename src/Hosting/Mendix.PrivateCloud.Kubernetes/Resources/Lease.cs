using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>A <c>coordination.k8s.io/v1</c> Lease: who leads, and until when.</summary>
public sealed class Lease : KubernetesObject<Lease>, IKubernetesObject<Lease>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } = new("coordination.k8s.io", "v1", "Lease", "leases", "lease");

    /// <inheritdoc/>
    public static JsonTypeInfo<Lease> TypeInfo => KubernetesJson.Default.Lease;

    /// <summary>The claim.</summary>
    public LeaseSpec? Spec { get; set; }
}

/// <summary>The claim that a lease holds.</summary>
public sealed class LeaseSpec
{
    /// <summary>Who holds the lease; empty or absent when it was released.</summary>
    public string? HolderIdentity { get; set; }

    /// <summary>Seconds after <see cref="RenewTime"/> at which others may take the lease.</summary>
    public int? LeaseDurationSeconds { get; set; }

    /// <summary>When the present holder took the lease.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? AcquireTime { get; set; }

    /// <summary>When the present holder last renewed the lease.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? RenewTime { get; set; }

    /// <summary>How often the lease changed hands.</summary>
    public int? LeaseTransitions { get; set; }
}
