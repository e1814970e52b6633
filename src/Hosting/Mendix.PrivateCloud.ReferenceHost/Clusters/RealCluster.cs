using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.ReferenceHost.Commands;
using Mendix.PrivateCloud.ReferenceHost.Output;

namespace Mendix.PrivateCloud.ReferenceHost.Clusters;

/// <summary>A cluster that a kubeconfig leads to.</summary>
internal static class RealCluster
{
    /// <exception cref="HostException">The kubeconfig is wrong.</exception>
    /// <exception cref="KubernetesException">The cluster does not answer.</exception>
    public static async Task<ClusterConnection> ConnectAsync(HostOptions options, CancellationToken cancellationToken)
    {
        KubernetesClientOptions configured;
        try
        {
            configured = KubeConfig.Load(options.KubeConfigFile, options.Context);
        }
        catch (KubernetesConfigurationException exception)
        {
            throw new HostException(ExitCodes.BadInput, exception.Message);
        }

        configured.Namespace = options.Namespace ?? configured.Namespace;
        var client = new KubernetesClient(configured);
        try
        {
            await client.GetVersionAsync(cancellationToken);
        }
        catch
        {
            client.Dispose();
            throw;
        }

        var facts = new ClusterFacts(
            IsEmbedded: false, configured.Server!.GetLeftPart(UriPartial.Path).TrimEnd('/'), options.KubeConfigFile, options.Context, client.Namespace);
        return new ClusterConnection(client, facts, () => ValueTask.CompletedTask);
    }
}
