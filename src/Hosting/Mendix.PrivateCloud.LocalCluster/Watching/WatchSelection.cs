using Mendix.PrivateCloud.LocalCluster.Http;
using Mendix.PrivateCloud.LocalCluster.Selection;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Watching;

/// <summary>What one watcher sees of a change.</summary>
internal sealed record WatchSelection(string Namespace, string Name, LabelSelector Labels, FieldSelector Fields)
{
    public static WatchSelection From(ResourceRequest request) => new(
        request.Path.Namespace,
        request.Path.Name,
        LabelSelector.Parse(request.Query("labelSelector")),
        FieldSelector.Parse(request.Query("fieldSelector"), request.Type));

    public bool Matches(StoredObject value) =>
        (Namespace.Length == 0 || value.Namespace == Namespace)
        && (Name.Length == 0 || value.Name == Name)
        && Labels.Matches(value)
        && Fields.Matches(value);

    /// <summary>
    /// An object that begins to match was added as far as the watcher is concerned, one that ceases to match was deleted:
    /// then it is shown as it last matched, under the revision of the change.
    /// </summary>
    public (ChangeType Type, StoredObject Object)? See(Change change)
    {
        var before = change.Previous is { } previous && Matches(previous);
        if (change.Type == ChangeType.Deleted)
        {
            return before ? (ChangeType.Deleted, change.Object) : null;
        }

        var now = Matches(change.Object);
        return (before, now) switch
        {
            (false, true) => (ChangeType.Added, change.Object),
            (true, true) => (ChangeType.Modified, change.Object),
            (true, false) => (ChangeType.Deleted, StoredObject.From(change.Previous!.Parse(), change.Revision)),
            _ => null,
        };
    }
}
