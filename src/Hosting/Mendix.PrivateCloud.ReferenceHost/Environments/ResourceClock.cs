namespace Mendix.PrivateCloud.ReferenceHost.Environments;

/// <summary>
/// Remembers when each object was first seen and when its state changed, because the API keeps whole seconds only and an
/// environment is often there within one.
/// </summary>
internal sealed class ResourceClock(TimeProvider time)
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _start = time.GetUtcNow();

    /// <summary>Takes note of an object's present state.</summary>
    public void Observe(ResourceSnapshot resource)
    {
        var now = time.GetUtcNow();
        if (!_entries.TryGetValue(resource.Uid, out var entry))
        {
            // What was ready before we looked did not take us any time; only the object knows since when.
            var isOlder = resource.State == ResourceState.Ready && resource.Since < _start - TimeSpan.FromSeconds(1);
            _entries[resource.Uid] = new Entry(resource.State, now, isOlder ? resource.Since!.Value : now, WasReadyBefore: isOlder);
        }
        else if (entry.State != resource.State)
        {
            _entries[resource.Uid] = new Entry(resource.State, entry.State == ResourceState.Ready ? now : entry.Begun, now, WasReadyBefore: false);
        }
    }

    /// <summary>Forgets an object that is gone.</summary>
    public void Forget(string uid) => _entries.Remove(uid);

    /// <summary>How long an object that was observed has been as it is, or took to become ready.</summary>
    public ResourceTiming TimingOf(string uid)
    {
        if (!_entries.TryGetValue(uid, out var entry))
        {
            return default;
        }

        return entry is { State: ResourceState.Ready, WasReadyBefore: false }
            ? new ResourceTiming(entry.Changed - entry.Begun, IsFinal: true)
            : new ResourceTiming(time.GetUtcNow() - entry.Changed, IsFinal: false);
    }

    /// <param name="State">The last state seen.</param>
    /// <param name="Begun">When work on the present desired state was first seen.</param>
    /// <param name="Changed">Since when it is in this state.</param>
    /// <param name="WasReadyBefore">Whether it was ready before the host looked.</param>
    private sealed record Entry(ResourceState State, DateTimeOffset Begun, DateTimeOffset Changed, bool WasReadyBefore);
}
