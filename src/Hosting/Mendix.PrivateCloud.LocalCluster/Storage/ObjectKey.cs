namespace Mendix.PrivateCloud.LocalCluster.Storage;

/// <summary>Namespace (empty for cluster-scoped objects) and name, ordered as Kubernetes lists objects.</summary>
internal readonly record struct ObjectKey(string Namespace, string Name) : IComparable<ObjectKey>
{
    public int CompareTo(ObjectKey other)
    {
        var byNamespace = string.CompareOrdinal(Namespace, other.Namespace);
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(Name, other.Name);
    }
}
