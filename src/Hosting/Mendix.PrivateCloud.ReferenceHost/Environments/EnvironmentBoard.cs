namespace Mendix.PrivateCloud.ReferenceHost.Environments;

/// <summary>Everything observed so far of the environments. Used by one reader at a time.</summary>
internal sealed class EnvironmentBoard(TimeProvider time)
{
    private readonly Dictionary<string, ResourceSnapshot> _resources = new(StringComparer.Ordinal);
    private readonly ResourceClock _clock = new(time);

    /// <summary>Takes note of what happened to an object.</summary>
    public void Note(Observation observation)
    {
        var resource = observation.Resource;
        if (observation.IsGone)
        {
            _resources.Remove(resource.Uid);
            _clock.Forget(resource.Uid);
        }
        else
        {
            _resources[resource.Uid] = resource;
            _clock.Observe(resource);
        }
    }

    /// <summary>The environments as of now.</summary>
    public IReadOnlyList<ResourceNode> Trees() => EnvironmentTree.Build(_resources.Values, _clock.TimingOf);
}
