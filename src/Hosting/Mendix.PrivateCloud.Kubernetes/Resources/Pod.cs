using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>A <c>v1</c> Pod.</summary>
public sealed class Pod : KubernetesObject<Pod>, IKubernetesObject<Pod>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } = new("", "v1", "Pod", "pods", "pod");

    /// <inheritdoc/>
    public static JsonTypeInfo<Pod> TypeInfo => KubernetesJson.Default.Pod;

    /// <summary>Desired state.</summary>
    public PodSpec? Spec { get; set; }

    /// <summary>Observed state.</summary>
    public PodStatus? Status { get; set; }
}

/// <summary>What pods made from a template look like.</summary>
public sealed class PodTemplateSpec
{
    /// <summary>Labels and annotations of the pods.</summary>
    public ObjectMeta? Metadata { get; set; }

    /// <summary>Desired state of the pods.</summary>
    public PodSpec? Spec { get; set; }
}

/// <summary>Observed state of a pod.</summary>
public sealed class PodStatus
{
    /// <summary><c>Pending</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Unknown</c>.</summary>
    public string? Phase { get; set; }

    /// <summary>Why the pod is in this phase, as one word.</summary>
    public string? Reason { get; set; }

    /// <summary>Why the pod is in this phase, for people.</summary>
    public string? Message { get; set; }

    /// <summary>When the node accepted the pod.</summary>
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>The pod's address.</summary>
    [JsonPropertyName("podIP")]
    public string? PodIP { get; set; }

    /// <summary>Conditions, such as <c>Ready</c> and <c>PodScheduled</c>.</summary>
    public List<Condition>? Conditions { get; set; }

    /// <summary>Containers that run before the others.</summary>
    public List<ContainerStatus>? InitContainerStatuses { get; set; }

    /// <summary>Containers.</summary>
    public List<ContainerStatus>? ContainerStatuses { get; set; }
}

/// <summary>Observed state of one container.</summary>
public sealed class ContainerStatus
{
    /// <summary>The container's name.</summary>
    public string? Name { get; set; }

    /// <summary>Whether it passes its readiness probe.</summary>
    public bool Ready { get; set; }

    /// <summary>Whether it passed its startup probe.</summary>
    public bool? Started { get; set; }

    /// <summary>How often it was restarted.</summary>
    public int RestartCount { get; set; }

    /// <summary>The image as it was asked for.</summary>
    public string? Image { get; set; }

    /// <summary>The image as it was resolved.</summary>
    [JsonPropertyName("imageID")]
    public string? ImageId { get; set; }

    /// <summary>What it does now.</summary>
    public ContainerState? State { get; set; }

    /// <summary>How it ended the last time.</summary>
    public ContainerState? LastState { get; set; }
}

/// <summary>Exactly one of these says what a container does.</summary>
public sealed class ContainerState
{
    /// <summary>It waits to start, or to start again.</summary>
    public ContainerStateWaiting? Waiting { get; set; }

    /// <summary>It runs.</summary>
    public ContainerStateRunning? Running { get; set; }

    /// <summary>It ended.</summary>
    public ContainerStateTerminated? Terminated { get; set; }
}

/// <summary>A container that waits.</summary>
public sealed class ContainerStateWaiting
{
    /// <summary>Such as <c>ImagePullBackOff</c> or <c>CrashLoopBackOff</c>.</summary>
    public string? Reason { get; set; }

    /// <summary>The cause, for people.</summary>
    public string? Message { get; set; }
}

/// <summary>A container that runs.</summary>
public sealed class ContainerStateRunning
{
    /// <summary>Since when.</summary>
    public DateTimeOffset? StartedAt { get; set; }
}

/// <summary>A container that ended.</summary>
public sealed class ContainerStateTerminated
{
    /// <summary>Its exit code.</summary>
    public int ExitCode { get; set; }

    /// <summary>Such as <c>Completed</c>, <c>Error</c> or <c>OOMKilled</c>.</summary>
    public string? Reason { get; set; }

    /// <summary>What it left as its termination message.</summary>
    public string? Message { get; set; }

    /// <summary>When it started.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
}
