using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>A container of a pod.</summary>
public sealed class Container
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The image.</summary>
    public string? Image { get; set; }

    /// <summary><c>Always</c>, <c>IfNotPresent</c> or <c>Never</c>.</summary>
    public string? ImagePullPolicy { get; set; }

    /// <summary>The program, instead of the image's own.</summary>
    public List<string>? Command { get; set; }

    /// <summary>Its arguments.</summary>
    public List<string>? Args { get; set; }

    /// <summary>Environment variables.</summary>
    public List<EnvVar>? Env { get; set; }

    /// <summary>Ports that it listens on.</summary>
    public List<ContainerPort>? Ports { get; set; }

    /// <summary>What it asks for and may use.</summary>
    public ResourceRequirements? Resources { get; set; }

    /// <summary>Volumes that it sees.</summary>
    public List<VolumeMount>? VolumeMounts { get; set; }

    /// <summary>It is restarted when this fails.</summary>
    public Probe? LivenessProbe { get; set; }

    /// <summary>It gets no traffic while this fails.</summary>
    public Probe? ReadinessProbe { get; set; }

    /// <summary>The other probes wait for this one to succeed.</summary>
    public Probe? StartupProbe { get; set; }

    /// <summary>What happens before it is stopped.</summary>
    public Lifecycle? Lifecycle { get; set; }

    /// <summary>
    /// Where its last words come from: <c>File</c> or <c>FallbackToLogsOnError</c>, which takes the end of the log when the file is empty.
    /// Default of the server: <c>File</c>.
    /// </summary>
    public string? TerminationMessagePolicy { get; set; }

    /// <summary>What it may do.</summary>
    public SecurityContext? SecurityContext { get; set; }

    /// <summary>The file whose content is kept when it ends. Default of the server: <c>/dev/termination-log</c>.</summary>
    public string? TerminationMessagePath { get; set; }
}

/// <summary>What is done at turns of a container's life.</summary>
public sealed class Lifecycle
{
    /// <summary>Done before the stop signal, which waits for its end; the time counts against the grace period.</summary>
    public LifecycleHandler? PreStop { get; set; }
}

/// <summary>Something that is done at a turn of a container's life.</summary>
public sealed class LifecycleHandler
{
    /// <summary>A command inside the container.</summary>
    public ExecAction? Exec { get; set; }
}

/// <summary>A port that a container listens on.</summary>
public sealed class ContainerPort
{
    /// <summary>A name that Services may use.</summary>
    public string? Name { get; set; }

    /// <summary>The number.</summary>
    [JsonPropertyName("containerPort")]
    public int Number { get; set; }

    /// <summary><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>. Default of the server: <c>TCP</c>.</summary>
    public string? Protocol { get; set; }
}
