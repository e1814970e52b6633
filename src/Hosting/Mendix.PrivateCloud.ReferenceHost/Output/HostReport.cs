using Mendix.PrivateCloud.ReferenceHost.Environments;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>How it went.</summary>
internal sealed record HostReport
{
    public required int ExitCode { get; init; }

    /// <summary>Whether the host goes on after this.</summary>
    public bool IsServing { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>The cluster; null when there was none to speak to.</summary>
    public ClusterFacts? Cluster { get; init; }

    public IReadOnlyList<EnvironmentName> Applied { get; init; } = [];

    public IReadOnlyList<ResourceNode> Environments { get; init; } = [];

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<HostProblem> Problems { get; init; } = [];
}
