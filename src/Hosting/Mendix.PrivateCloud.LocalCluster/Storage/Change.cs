namespace Mendix.PrivateCloud.LocalCluster.Storage;

internal enum ChangeType
{
    Added,
    Modified,
    Deleted,
}

/// <summary>One committed write. Of a deletion, <see cref="Object"/> is the last state under the revision of the deletion.</summary>
internal sealed record Change(ChangeType Type, GroupResource Resource, StoredObject Object, StoredObject? Previous)
{
    public long Revision => Object.ResourceVersion;
}
