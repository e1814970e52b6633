namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Names an object among those of its kind.</summary>
/// <param name="Namespace">The namespace; empty for a kind of the whole cluster.</param>
/// <param name="Name">The name.</param>
public readonly record struct ObjectKey(string Namespace, string Name)
{
    /// <summary>The key of an object.</summary>
    /// <param name="resource">The object, with a name.</param>
    public static ObjectKey Of(Resources.IKubernetesObject resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ObjectKey(resource.Metadata.Namespace ?? "", resource.Metadata.Name ?? "");
    }

    /// <inheritdoc/>
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}
