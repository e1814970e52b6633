namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>How the elements of a list are owned and merged (<c>x-kubernetes-list-type</c>).</summary>
internal enum ListType
{
    /// <summary>The list is one value: it is replaced as a whole.</summary>
    Atomic,

    /// <summary>Scalars, each owned by itself.</summary>
    Set,

    /// <summary>Objects, identified by their <see cref="Schema.ListMapKeys"/>.</summary>
    Map,
}
