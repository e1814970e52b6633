using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>A <c>policy/v1</c> PodDisruptionBudget; servers before 1.21 do not have it.</summary>
public sealed class PodDisruptionBudget : KubernetesObject<PodDisruptionBudget>, IKubernetesObject<PodDisruptionBudget>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } =
        new("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", "poddisruptionbudget");

    /// <inheritdoc/>
    public static JsonTypeInfo<PodDisruptionBudget> TypeInfo => KubernetesJson.Default.PodDisruptionBudget;

    /// <summary>Desired state.</summary>
    public PodDisruptionBudgetSpec? Spec { get; set; }
}

/// <summary>How many pods may be taken down on purpose at a time. One of the two limits is set.</summary>
public sealed class PodDisruptionBudgetSpec
{
    /// <summary>Which pods are counted.</summary>
    public LabelSelector? Selector { get; set; }

    /// <summary>How many must stay, as a number or a percentage.</summary>
    public IntOrString? MinAvailable { get; set; }

    /// <summary>How many may be missing, as a number or a percentage.</summary>
    public IntOrString? MaxUnavailable { get; set; }

    /// <summary>
    /// <c>IfHealthyBudget</c> or <c>AlwaysAllow</c>: whether pods that are not ready may go although the budget is used up. Servers before
    /// 1.27 do not have it.
    /// </summary>
    public string? UnhealthyPodEvictionPolicy { get; set; }
}
