using System.Globalization;
using Mendix.PrivateCloud.Kubernetes;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>What an API server can do, by its version.</summary>
internal sealed class ServerFeatures(KubernetesClient client)
{
    private KubernetesVersion? _version;

    /// <summary>Whether disruption budgets have an unhealthyPodEvictionPolicy: since 1.27, without being switched on by hand.</summary>
    public async Task<bool> HasEvictionPolicyAsync(CancellationToken cancellationToken)
    {
        _version ??= await client.GetVersionAsync(cancellationToken);
        return int.TryParse(_version.Minor.TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var minor) && (minor >= 27 || _version.Major != "1");
    }
}
