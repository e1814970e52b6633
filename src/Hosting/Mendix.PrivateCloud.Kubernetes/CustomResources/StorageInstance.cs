using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using Mendix.PrivateCloud.Kubernetes.Definitions;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>The database or the file store of one environment. Made by the operator. It stays as it was made, except for the revision of its credentials.</summary>
[CustomResource("sinst")]
[PrinterColumn("App", ".spec.appName")]
[PrinterColumn("Plan", ".spec.planName")]
[PrinterColumn("Storage", ".spec.storageType")]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Phase", ".status.phase")]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
[PrinterColumn("Secret", ".status.secretName", Wide = true)]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason", Wide = true)]
public sealed class StorageInstance : KubernetesObject<StorageInstance>, IKubernetesObject<StorageInstance>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } =
        new(PrivateCloudApi.Group, PrivateCloudApi.Version, "StorageInstance", "storageinstances", "storageinstance");

    /// <inheritdoc/>
    public static JsonTypeInfo<StorageInstance> TypeInfo => KubernetesJson.Default.StorageInstance;

    /// <summary>Desired state.</summary>
    [Required]
    public StorageInstanceSpec? Spec { get; set; }

    /// <summary>Observed state.</summary>
    public StorageInstanceStatus? Status { get; set; }
}

/// <summary>Which tenant is wanted, and how its plan read when it was made.</summary>
public sealed class StorageInstanceSpec
{
    /// <summary>The MendixApp that the tenant belongs to.</summary>
    [Required]
    public string AppName { get; set; } = "";

    /// <summary>The StoragePlan that the tenant was made from.</summary>
    [Required]
    public string PlanName { get; set; } = "";

    /// <summary>What is stored: database or file.</summary>
    [Required]
    [AllowedValues(StorageTypes.Database, StorageTypes.File)]
    public string StorageType { get; set; } = "";

    /// <summary>Whether the plan serves this environment alone.</summary>
    public bool Dedicated { get; set; }

    /// <summary>The plan's provisioner as it was when this instance was made, so that removal works after the plan changed.</summary>
    [Required]
    public ProvisionerReference? Provisioner { get; set; }

    /// <summary>A new text, such as a date, has the credentials changed without an interruption. Removing it changes nothing.</summary>
    [StringLength(63)]
    public string? CredentialsRevision { get; set; }
}

/// <summary>How far the tenant is.</summary>
public sealed class StorageInstanceStatus
{
    /// <summary>The generation that was looked at.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>Where the tenant stands: Pending, Processing, Ready, Failed or Deleting.</summary>
    [AllowedValues(Phases.Pending, Phases.Processing, Phases.Ready, Phases.Failed, Phases.Deleting)]
    public string? Phase { get; set; }

    /// <summary>The identity from which the names of database, role, bucket and so on are derived.</summary>
    public string? TenantId { get; set; }

    /// <summary>The Secret with the runtime settings that reach the tenant.</summary>
    public string? SecretName { get; set; }

    /// <summary>How often in a row the pod of this instance's task failed; absent when the last one did not.</summary>
    public int? TaskFailures { get; set; }

    /// <summary>Conditions; Ready says whether the tenant can be used.</summary>
    [ListMapKey("type")]
    public List<Condition>? Conditions { get; set; }
}
