namespace Mendix.PrivateCloud.ReferenceHost.Commands;

/// <summary>How the host prints what it observes.</summary>
internal enum OutputFormat
{
    Text,
    Json,
}

/// <summary>What the command line and the environment ask for.</summary>
internal sealed record HostOptions
{
    public const string PostgresVariable = "PRIVATECLOUD_POSTGRES";

    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Manifests to apply; none means the sample environment on the embedded cluster, and nothing on a real one.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    public bool Once { get; init; }

    public OutputFormat Output { get; init; }

    public string? KubeConfigFile { get; init; }

    public string? Context { get; init; }

    /// <summary>The namespace of manifests that name none; null means that of the kubeconfig context, or <c>default</c>.</summary>
    public string? Namespace { get; init; }

    public PostgresServer? Postgres { get; init; }

    /// <summary>Where the embedded cluster keeps its objects; null means in memory.</summary>
    public string? DataFolder { get; init; }

    /// <summary>How long <see cref="Once"/> waits.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    public bool Verbose { get; init; }

    /// <summary>The port of health and metrics; null means that there are none, 0 a free one.</summary>
    public int? MonitoringPort { get; init; }

    public bool UsesRealCluster => KubeConfigFile is not null || Context is not null;
}
