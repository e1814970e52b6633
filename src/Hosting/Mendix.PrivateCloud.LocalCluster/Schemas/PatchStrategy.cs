namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>How a strategic merge patch treats a field (<c>x-kubernetes-patch-strategy</c>).</summary>
[Flags]
internal enum PatchStrategy
{
    /// <summary>Lists are replaced, objects are merged.</summary>
    Default = 0,

    /// <summary>List elements are merged: objects by <see cref="Schema.PatchMergeKey"/>, scalars as a set.</summary>
    Merge = 1,

    /// <summary>Of an object only the fields named in <c>$retainKeys</c> are kept.</summary>
    RetainKeys = 2,

    /// <summary>The object is replaced.</summary>
    Replace = 4,
}
