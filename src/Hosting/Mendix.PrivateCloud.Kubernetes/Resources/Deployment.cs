using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>An <c>apps/v1</c> Deployment.</summary>
public sealed class Deployment : KubernetesObject<Deployment>, IKubernetesObject<Deployment>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } = new("apps", "v1", "Deployment", "deployments", "deployment");

    /// <inheritdoc/>
    public static JsonTypeInfo<Deployment> TypeInfo => KubernetesJson.Default.Deployment;

    /// <summary>Desired state.</summary>
    public DeploymentSpec? Spec { get; set; }

    /// <summary>Observed state.</summary>
    public DeploymentStatus? Status { get; set; }
}

/// <summary>Desired state of a Deployment.</summary>
public sealed class DeploymentSpec
{
    /// <summary>How many pods. Default of the server: 1.</summary>
    public int? Replicas { get; set; }

    /// <summary>Which pods are counted; cannot be changed.</summary>
    public LabelSelector? Selector { get; set; }

    /// <summary>What the pods look like.</summary>
    public PodTemplateSpec? Template { get; set; }

    /// <summary>How old pods are replaced.</summary>
    public DeploymentStrategy? Strategy { get; set; }

    /// <summary>Seconds a pod must be ready before it counts as available. Default of the server: 0.</summary>
    public int? MinReadySeconds { get; set; }

    /// <summary>Seconds without progress after which the Deployment is reported as stuck. Default of the server: 600.</summary>
    public int? ProgressDeadlineSeconds { get; set; }

    /// <summary>How many old replica sets are kept. Default of the server: 10.</summary>
    public int? RevisionHistoryLimit { get; set; }
}

/// <summary>How old pods are replaced.</summary>
public sealed class DeploymentStrategy
{
    /// <summary><c>Recreate</c> or <c>RollingUpdate</c>. Default of the server: <c>RollingUpdate</c>.</summary>
    public string? Type { get; set; }

    /// <summary>Bounds of a rolling update.</summary>
    public RollingUpdateDeployment? RollingUpdate { get; set; }
}

/// <summary>Bounds of a rolling update.</summary>
public sealed class RollingUpdateDeployment
{
    /// <summary>How many pods may exist over the desired number, as a number or a percentage.</summary>
    public IntOrString? MaxSurge { get; set; }

    /// <summary>How many pods may be missing, as a number or a percentage.</summary>
    public IntOrString? MaxUnavailable { get; set; }
}

/// <summary>Observed state of a Deployment.</summary>
public sealed class DeploymentStatus
{
    /// <summary>The generation that was looked at.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>Pods of any template.</summary>
    public int? Replicas { get; set; }

    /// <summary>Pods of the present template.</summary>
    public int? UpdatedReplicas { get; set; }

    /// <summary>Pods that are ready.</summary>
    public int? ReadyReplicas { get; set; }

    /// <summary>Pods that have been ready long enough.</summary>
    public int? AvailableReplicas { get; set; }

    /// <summary>Pods that are missing.</summary>
    public int? UnavailableReplicas { get; set; }

    /// <summary>Conditions: <c>Available</c>, <c>Progressing</c>, <c>ReplicaFailure</c>.</summary>
    public List<Condition>? Conditions { get; set; }
}
