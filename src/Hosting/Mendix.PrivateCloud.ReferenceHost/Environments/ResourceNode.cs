namespace Mendix.PrivateCloud.ReferenceHost.Environments;

/// <summary>An object of the cluster with what it owns.</summary>
/// <param name="Resource">The object.</param>
/// <param name="Timing">How long it has been so.</param>
/// <param name="Children">What it owns, in the order in which it comes into being.</param>
internal sealed record ResourceNode(ResourceSnapshot Resource, ResourceTiming Timing, IReadOnlyList<ResourceNode> Children)
{
    /// <summary>This node and all below it, parents first.</summary>
    public IEnumerable<ResourceNode> Flatten() => Children.SelectMany(child => child.Flatten()).Prepend(this);
}
