namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>What a step of a field path selects; the order is the one that Kubernetes sorts by.</summary>
internal enum PathElementKind
{
    /// <summary>A field of an object, <c>f:name</c>.</summary>
    Field,

    /// <summary>The element of a list map with these key fields, <c>k:{"name":"x"}</c>.</summary>
    Key,

    /// <summary>The element of a set with this value, <c>v:"x"</c>.</summary>
    Value,

    /// <summary>The element of a list at this position, <c>i:0</c>.</summary>
    Index,
}
