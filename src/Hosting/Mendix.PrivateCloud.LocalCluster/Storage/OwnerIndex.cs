namespace Mendix.PrivateCloud.LocalCluster.Storage;

/// <summary>Who exists by uid, and who names whom as owner. Read and written inside the store's lock.</summary>
internal sealed class OwnerIndex
{
    private readonly Dictionary<string, (GroupResource Resource, ObjectKey Key)> _objects = [];
    private readonly Dictionary<string, HashSet<(GroupResource Resource, ObjectKey Key)>> _dependents = [];

    public (GroupResource Resource, ObjectKey Key)? Find(string uid) => _objects.TryGetValue(uid, out var found) ? found : null;

    public IReadOnlyCollection<(GroupResource Resource, ObjectKey Key)> DependentsOf(string uid) =>
        _dependents.TryGetValue(uid, out var found) ? [.. found] : [];

    public bool HasDependents(string uid) => _dependents.ContainsKey(uid);

    public void Apply(Change change)
    {
        var place = (change.Resource, change.Object.Key);
        if (change.Previous is { } previous)
        {
            _objects.Remove(previous.Uid);
            foreach (var owner in previous.OwnerUids)
            {
                if (_dependents.TryGetValue(owner, out var places) && places.Remove(place) && places.Count == 0)
                {
                    _dependents.Remove(owner);
                }
            }
        }

        if (change.Type == ChangeType.Deleted)
        {
            return;
        }

        _objects[change.Object.Uid] = place;
        foreach (var owner in change.Object.OwnerUids)
        {
            if (!_dependents.TryGetValue(owner, out var places))
            {
                _dependents[owner] = places = [];
            }

            places.Add(place);
        }
    }
}
