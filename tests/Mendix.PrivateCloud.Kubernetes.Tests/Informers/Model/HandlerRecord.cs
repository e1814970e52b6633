using System.Collections.Concurrent;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Informers.Model;

/// <summary>What a subscriber has heard, and whether it makes sense: each object is added, changed and deleted in this order.</summary>
internal sealed class HandlerRecord
{
    private readonly ConcurrentQueue<string> _nonsense = new();
    private readonly ConcurrentDictionary<string, string> _present = new(StringComparer.Ordinal);

    /// <summary>What a subscriber that keeps count must take for existing: name to UID.</summary>
    public IReadOnlyDictionary<string, string> Present => _present;

    public IEnumerable<string> Nonsense => _nonsense;

    public void Hear(ResourceChange<ConfigMap> change)
    {
        var (name, uid) = (change.Latest.Metadata.Name!, change.Latest.Metadata.Uid!);
        var isFitting = change.Kind switch
        {
            ResourceChangeKind.Added => _present.TryAdd(name, uid),
            ResourceChangeKind.Modified => _present.TryGetValue(name, out var known) && known == uid,
            _ => _present.TryRemove(KeyValuePair.Create(name, uid)),
        };
        if (!isFitting)
        {
            _nonsense.Enqueue($"{change.Kind} {name} {uid}");
        }
    }
}
