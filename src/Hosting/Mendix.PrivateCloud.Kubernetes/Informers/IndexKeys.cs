using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Key functions for <see cref="Informer{T}.AddIndex"/>.</summary>
public static class IndexKeys
{
    /// <summary>The UIDs of an object's owners.</summary>
    /// <param name="resource">The object.</param>
    public static IEnumerable<string> OwnerUids(IKubernetesObject resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.Metadata.OwnerReferences?.Select(owner => owner.Uid).OfType<string>() ?? [];
    }

    /// <summary>The value of a label.</summary>
    /// <param name="label">The label's key.</param>
    /// <typeparam name="T">The kind.</typeparam>
    public static Func<T, IEnumerable<string>> Label<T>(string label)
        where T : class, IKubernetesObject<T> =>
        resource => resource.Metadata.Labels?.TryGetValue(label, out var value) == true ? [value] : [];
}
