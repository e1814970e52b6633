using System.Collections.Immutable;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Resources;

/// <summary>The kinds that are served now: the built-in ones and those of every CustomResourceDefinition.</summary>
internal sealed class ResourceRegistry
{
    private ImmutableDictionary<string, ImmutableArray<ResourceType>> _custom = ImmutableDictionary<string, ImmutableArray<ResourceType>>.Empty;
    private Served _served;

    public ResourceRegistry() => _served = new Served(_custom);

    /// <summary>Built-in kinds first, then custom ones in order of their definition's name.</summary>
    public IReadOnlyList<ResourceType> All => Volatile.Read(ref _served).All;

    /// <summary>Changes with every change of what is served: what is derived from it can be kept until then.</summary>
    public object Generation => Volatile.Read(ref _served);

    public ResourceType? Find(string group, string version, string plural) =>
        Volatile.Read(ref _served).ByPath.GetValueOrDefault((group, version, plural));

    /// <summary>The version in which objects of a stored resource are kept, or the first one.</summary>
    public ResourceType? FindStored(Storage.GroupResource resource) =>
        Volatile.Read(ref _served).ByStorage.GetValueOrDefault(resource);

    public void Define(string definitionName, IEnumerable<ResourceType> types) =>
        Publish(_custom.SetItem(definitionName, [.. types]));

    public void Undefine(string definitionName) => Publish(_custom.Remove(definitionName));

    private void Publish(ImmutableDictionary<string, ImmutableArray<ResourceType>> custom)
    {
        _custom = custom;
        Volatile.Write(ref _served, new Served(custom));
    }

    private sealed class Served
    {
        public Served(ImmutableDictionary<string, ImmutableArray<ResourceType>> custom)
        {
            All = [.. BuiltInTypes.All, .. custom.OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => entry.Value)];
            foreach (var type in All)
            {
                ByPath.TryAdd((type.Group, type.Version, type.Plural), type);
                if (type.IsStorageVersion)
                {
                    ByStorage.TryAdd(type.StoredAs(), type);
                }
            }
        }

        public IReadOnlyList<ResourceType> All { get; }

        public Dictionary<(string Group, string Version, string Plural), ResourceType> ByPath { get; } = [];

        public Dictionary<Storage.GroupResource, ResourceType> ByStorage { get; } = [];
    }
}
