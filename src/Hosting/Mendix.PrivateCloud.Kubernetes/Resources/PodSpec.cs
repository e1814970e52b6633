namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>Desired state of a pod.</summary>
public sealed class PodSpec
{
    /// <summary>Containers.</summary>
    public List<Container>? Containers { get; set; }

    /// <summary>Containers that run one after the other before the others start.</summary>
    public List<Container>? InitContainers { get; set; }

    /// <summary>Volumes that containers may mount.</summary>
    public List<Volume>? Volumes { get; set; }

    /// <summary><c>Always</c>, <c>OnFailure</c> or <c>Never</c>. Default of the server: <c>Always</c>.</summary>
    public string? RestartPolicy { get; set; }

    /// <summary>Seconds after which the pod is stopped and counts as failed. Default of the server: no limit.</summary>
    public long? ActiveDeadlineSeconds { get; set; }

    /// <summary>Seconds between the stop signal and the kill. Default of the server: 30.</summary>
    public long? TerminationGracePeriodSeconds { get; set; }

    /// <summary>The account that the pod runs as.</summary>
    public string? ServiceAccountName { get; set; }

    /// <summary>Whether the account's token is mounted.</summary>
    public bool? AutomountServiceAccountToken { get; set; }

    /// <summary>Whether every Service is announced in environment variables. Default of the server: yes.</summary>
    public bool? EnableServiceLinks { get; set; }

    /// <summary>Labels that the node must have.</summary>
    public Dictionary<string, string>? NodeSelector { get; set; }

    /// <summary>How pods are spread over nodes and zones.</summary>
    public List<TopologySpreadConstraint>? TopologySpreadConstraints { get; set; }

    /// <summary>What all containers may do.</summary>
    public PodSecurityContext? SecurityContext { get; set; }

    /// <summary>The node that runs the pod; set by the scheduler.</summary>
    public string? NodeName { get; set; }
}

/// <summary>What the containers of a pod may do.</summary>
public sealed class PodSecurityContext
{
    /// <summary>Whether the container must not run as root.</summary>
    public bool? RunAsNonRoot { get; set; }

    /// <summary>The user number.</summary>
    public long? RunAsUser { get; set; }

    /// <summary>The group number.</summary>
    public long? RunAsGroup { get; set; }

    /// <summary>The group that owns the volumes.</summary>
    public long? FsGroup { get; set; }

    /// <summary>The filter of system calls.</summary>
    public SeccompProfile? SeccompProfile { get; set; }
}

/// <summary>What one container may do.</summary>
public sealed class SecurityContext
{
    /// <summary>Whether a process may gain more rights than its parent.</summary>
    public bool? AllowPrivilegeEscalation { get; set; }

    /// <summary>Whether the container must not run as root.</summary>
    public bool? RunAsNonRoot { get; set; }

    /// <summary>The user number.</summary>
    public long? RunAsUser { get; set; }

    /// <summary>Whether the file system of the image is read-only.</summary>
    public bool? ReadOnlyRootFilesystem { get; set; }

    /// <summary>Rights of the kernel to add or drop.</summary>
    public Capabilities? Capabilities { get; set; }

    /// <summary>The filter of system calls.</summary>
    public SeccompProfile? SeccompProfile { get; set; }
}

/// <summary>Rights of the kernel.</summary>
public sealed class Capabilities
{
    /// <summary>To add.</summary>
    public List<string>? Add { get; set; }

    /// <summary>To take away; <c>ALL</c> for every one.</summary>
    public List<string>? Drop { get; set; }
}

/// <summary>A filter of system calls.</summary>
public sealed class SeccompProfile
{
    /// <summary><c>RuntimeDefault</c>, <c>Localhost</c> or <c>Unconfined</c>.</summary>
    public string? Type { get; set; }

    /// <summary>A file on the node, for <c>Localhost</c>.</summary>
    public string? LocalhostProfile { get; set; }
}
