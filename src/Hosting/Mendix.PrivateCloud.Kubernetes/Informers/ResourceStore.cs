namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>An informer's objects and their indexes. One writer at a time, any number of readers.</summary>
internal sealed class ResourceStore<T>
    where T : class
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectKey, T> _items = new(ObjectKeyComparer.Instance);
    private readonly Dictionary<ObjectKey, T>.AlternateLookup<ObjectKeySpan> _bySpan;
    private ResourceIndex<T>[] _indexes = [];

    public ResourceStore() => _bySpan = _items.GetAlternateLookup<ObjectKeySpan>();

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _items.Count;
            }
        }
    }

    public T? Find(ObjectKey key)
    {
        lock (_gate)
        {
            return _items.GetValueOrDefault(key);
        }
    }

    public T? Find(ObjectKeySpan key)
    {
        lock (_gate)
        {
            return _bySpan.TryGetValue(key, out var item) ? item : null;
        }
    }

    public T[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _items.Values];
        }
    }

    public List<ObjectKey> KeysIn(string? namespaceName)
    {
        lock (_gate)
        {
            return [.. _items.Keys.Where(key => namespaceName is null || key.Namespace == namespaceName)];
        }
    }

    public ResourceIndex<T> AddIndex(Func<T, IEnumerable<string>> keys)
    {
        var index = new ResourceIndex<T>(keys, _gate);
        lock (_gate)
        {
            foreach (var item in _items.Values)
            {
                index.Add(item, index.KeysOf(item));
            }

            _indexes = [.. _indexes, index];
        }

        return index;
    }

    public void Set(ObjectKey key, T item)
    {
        lock (_gate)
        {
            var indexes = _indexes;
            var keys = new string[indexes.Length][];
            for (var i = 0; i < indexes.Length; i++)
            {
                keys[i] = indexes[i].KeysOf(item);
            }

            Unindex(key);
            _items[key] = item;
            for (var i = 0; i < indexes.Length; i++)
            {
                indexes[i].Add(item, keys[i]);
            }
        }
    }

    public void Remove(ObjectKey key)
    {
        lock (_gate)
        {
            Unindex(key);
            _items.Remove(key);
        }
    }

    private void Unindex(ObjectKey key)
    {
        if (_indexes.Length > 0 && _items.TryGetValue(key, out var old))
        {
            foreach (var index in _indexes)
            {
                index.Remove(old);
            }
        }
    }
}
