using Mendix.PrivateCloud.Kubernetes.Tests.Scripted;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Informers.Model;

/// <summary>One change, as a watch reports it to whoever selects the visible objects.</summary>
internal sealed record HistoryEvent(int Version, string Type, string Name, string Uid)
{
    public string Line => ConfigMaps.Event(Type, ConfigMaps.Json(Name, Version, Uid));
}

/// <summary>
/// What happened to a few objects on a server: created, changed, deleted, made anew under the same name, and shown to or hidden from the
/// informer's selector without being deleted.
/// </summary>
internal sealed class ServerHistory(Random random)
{
    private const int Names = 6;

    private readonly List<HistoryEvent> _events = [];
    private readonly Dictionary<string, string> _hidden = new(StringComparer.Ordinal);
    private int _objects;

    public int Version { get; private set; } = 10;

    /// <summary>Whatever is not younger than this has been forgotten by the server.</summary>
    public int Compacted { get; private set; }

    public IReadOnlyList<HistoryEvent> After(int version) => [.. _events.Where(item => item.Version > version)];

    public void Compact() => Compacted = Version;

    /// <summary>The visible objects at a version, by name: their UID and version.</summary>
    public SortedDictionary<string, (string Uid, int Version)> At(int version)
    {
        var state = new SortedDictionary<string, (string Uid, int Version)>(StringComparer.Ordinal);
        foreach (var item in _events.TakeWhile(item => item.Version <= version))
        {
            if (item.Type == "DELETED")
            {
                state.Remove(item.Name);
            }
            else
            {
                state[item.Name] = (item.Uid, item.Version);
            }
        }

        return state;
    }

    public void Change()
    {
        var name = $"map-{random.Next(Names)}";
        Version += random.Next(1, 4);
        if (_hidden.Remove(name, out var uid))
        {
            // Shown again, or deleted where nobody looks.
            Add(random.Next(3) > 0 ? "ADDED" : null, name, uid);
        }
        else if (!At(Version).TryGetValue(name, out var present))
        {
            Add("ADDED", name, $"uid-{++_objects}");
        }
        else if (random.Next(10) is var kind && kind < 5)
        {
            Add("MODIFIED", name, present.Uid);
        }
        else
        {
            Add("DELETED", name, present.Uid);
            if (kind == 5)
            {
                _hidden[name] = present.Uid;
            }
            else if (kind < 8)
            {
                Version++;
                Add("ADDED", name, $"uid-{++_objects}");
            }
        }
    }

    private void Add(string? type, string name, string uid)
    {
        if (type is not null)
        {
            _events.Add(new HistoryEvent(Version, type, name, uid));
        }
    }
}
