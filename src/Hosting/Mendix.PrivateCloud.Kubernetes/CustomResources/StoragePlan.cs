using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using Mendix.PrivateCloud.Kubernetes.Definitions;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>A way to make databases or file stores that environments can name.</summary>
/// <remarks>That a plan is on-demand or dedicated and records its users is documented; the other fields are ours.</remarks>
[CustomResource("splan")]
[PrinterColumn("Storage", ".spec.storageType")]
[PrinterColumn("Provisioner", ".spec.provisioner.type")]
[PrinterColumn("Type", ".spec.type")]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason", Wide = true)]
public sealed class StoragePlan : KubernetesObject<StoragePlan>, IKubernetesObject<StoragePlan>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } =
        new(PrivateCloudApi.Group, PrivateCloudApi.Version, "StoragePlan", "storageplans", "storageplan");

    /// <inheritdoc/>
    public static JsonTypeInfo<StoragePlan> TypeInfo => KubernetesJson.Default.StoragePlan;

    /// <summary>Desired state.</summary>
    [Required]
    public StoragePlanSpec? Spec { get; set; }

    /// <summary>Observed state.</summary>
    public StoragePlanStatus? Status { get; set; }
}

/// <summary>What the plan makes, and how.</summary>
public sealed class StoragePlanSpec
{
    /// <summary>on-demand serves any number of environments, dedicated serves one.</summary>
    [AllowedValues(StoragePlanTypes.OnDemand, StoragePlanTypes.Dedicated)]
    [DefaultValue(StoragePlanTypes.OnDemand)]
    public string? Type { get; set; }

    /// <summary>What is stored: database or file.</summary>
    [Required]
    [AllowedValues(StorageTypes.Database, StorageTypes.File)]
    public string StorageType { get; set; } = "";

    /// <summary>The plugin that makes the tenants, and its parameters.</summary>
    [Required]
    public ProvisionerReference? Provisioner { get; set; }
}

/// <summary>Who uses the plan, and whether it can work.</summary>
public sealed class StoragePlanStatus
{
    /// <summary>The generation that was looked at.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>Names of the StorageInstances made from this plan, sorted.</summary>
    public List<string>? UsedBy { get; set; }

    /// <summary>Conditions; Ready says whether the plan was found to work.</summary>
    [ListMapKey("type")]
    public List<Condition>? Conditions { get; set; }
}
