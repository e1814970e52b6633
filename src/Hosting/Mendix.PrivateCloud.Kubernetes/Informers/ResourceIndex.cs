using System.Runtime.InteropServices;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Finds an informer's objects by something other than their name.</summary>
/// <typeparam name="T">The kind.</typeparam>
public sealed class ResourceIndex<T>
    where T : class
{
    private readonly Dictionary<string, HashSet<T>> _buckets = new(StringComparer.Ordinal);
    private readonly Func<T, IEnumerable<string>> _keys;
    private readonly Lock _gate;

    internal ResourceIndex(Func<T, IEnumerable<string>> keys, Lock gate)
    {
        _keys = keys;
        _gate = gate;
    }

    /// <summary>The objects under a key at this moment, as a new array; empty when there are none. In no order.</summary>
    /// <param name="key">The key.</param>
    public IReadOnlyList<T> Find(string key)
    {
        lock (_gate)
        {
            return _buckets.TryGetValue(key, out var bucket) ? [.. bucket] : [];
        }
    }

    /// <summary>How many objects are under a key.</summary>
    /// <param name="key">The key.</param>
    public int CountOf(string key)
    {
        lock (_gate)
        {
            return _buckets.TryGetValue(key, out var bucket) ? bucket.Count : 0;
        }
    }

    /// <summary>What an object is to be found under; asked before the store changes, since a key function may throw.</summary>
    internal string[] KeysOf(T resource) => [.. _keys(resource)];

    internal void Add(T resource, string[] keys)
    {
        foreach (var key in keys)
        {
            ref var bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(_buckets, key, out _);
            (bucket ??= new HashSet<T>(ReferenceEqualityComparer.Instance)).Add(resource);
        }
    }

    internal void Remove(T resource)
    {
        foreach (var key in _keys(resource))
        {
            if (_buckets.TryGetValue(key, out var bucket) && bucket.Remove(resource) && bucket.Count == 0)
            {
                _buckets.Remove(key);
            }
        }
    }
}
