using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.ReferenceHost.Manifests;

/// <summary>An object to apply, and where it was written.</summary>
/// <param name="Resource">The object.</param>
/// <param name="Origin">A file, or the option that asks for it.</param>
/// <param name="Line">The line in the file.</param>
internal sealed record HostManifest(IKubernetesObject Resource, string Origin, int? Line)
{
    /// <summary>The same, in a namespace if it needs one and names none.</summary>
    public HostManifest WithNamespace(string namespaceName)
    {
        if (Resource is not Namespace)
        {
            Resource.Metadata.Namespace ??= namespaceName;
        }

        return this;
    }
}
