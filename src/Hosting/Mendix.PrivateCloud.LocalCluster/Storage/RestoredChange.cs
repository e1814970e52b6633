namespace Mendix.PrivateCloud.LocalCluster.Storage;

/// <summary>A change that was once committed and is now brought back; without an object it is only the revision that was reached.</summary>
internal sealed record RestoredChange(long Revision, GroupResource Resource, StoredObject? Object, bool Deleted);
