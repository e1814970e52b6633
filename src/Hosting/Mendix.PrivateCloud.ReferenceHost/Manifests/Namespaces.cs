using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.ReferenceHost.Commands;

namespace Mendix.PrivateCloud.ReferenceHost.Manifests;

/// <summary>Makes sure that the namespaces of the manifests are there.</summary>
internal static class Namespaces
{
    /// <summary>The namespaces that the objects live in, and that are not among the objects themselves.</summary>
    public static IReadOnlyList<string> Needed(IReadOnlyList<HostManifest> manifests) =>
        [.. manifests.Select(manifest => manifest.Resource.Metadata.Namespace).OfType<string>().Distinct(StringComparer.Ordinal)
            .Except(manifests.Select(manifest => manifest.Resource).OfType<Namespace>().Select(space => space.Metadata.Name!), StringComparer.Ordinal)];

    /// <summary>Makes those that are missing.</summary>
    public static async Task CreateAsync(KubernetesClient client, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            if (await client.FindAsync<Namespace>(null, name, cancellationToken) is null)
            {
                await client.CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = name } }, cancellationToken);
            }
        }
    }

    /// <summary>Refuses to go on without them: on a cluster of others, a namespace is not ours to make.</summary>
    public static async Task RequireAsync(KubernetesClient client, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            try
            {
                if (await client.FindAsync<Namespace>(null, name, cancellationToken) is null)
                {
                    throw new HostException(ExitCodes.BadInput, $"The namespace '{name}' is not there. Make it with: kubectl create namespace {name}");
                }
            }
            catch (KubernetesException exception) when (exception.IsForbidden)
            {
                // An account of one namespace may not look at namespaces; applying will show whether it is there.
            }
        }
    }
}
