namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>A key that need not be on the heap.</summary>
internal readonly ref struct ObjectKeySpan(ReadOnlySpan<char> namespaceName, ReadOnlySpan<char> name)
{
    public readonly ReadOnlySpan<char> Namespace = namespaceName;
    public readonly ReadOnlySpan<char> Name = name;
}

/// <summary>Lets a dictionary be asked with a key that stands in a buffer.</summary>
internal sealed class ObjectKeyComparer : IEqualityComparer<ObjectKey>, IAlternateEqualityComparer<ObjectKeySpan, ObjectKey>
{
    public static readonly ObjectKeyComparer Instance = new();

    public bool Equals(ObjectKey x, ObjectKey y) => x == y;

    public int GetHashCode(ObjectKey obj) => Combine(string.GetHashCode(obj.Namespace), string.GetHashCode(obj.Name));

    public bool Equals(ObjectKeySpan alternate, ObjectKey other) =>
        alternate.Name.SequenceEqual(other.Name) && alternate.Namespace.SequenceEqual(other.Namespace);

    public int GetHashCode(ObjectKeySpan alternate) => Combine(string.GetHashCode(alternate.Namespace), string.GetHashCode(alternate.Name));

    public ObjectKey Create(ObjectKeySpan alternate) => new(alternate.Namespace.ToString(), alternate.Name.ToString());

    private static int Combine(int namespaceHash, int nameHash) => (namespaceHash * 397) ^ nameHash;
}
