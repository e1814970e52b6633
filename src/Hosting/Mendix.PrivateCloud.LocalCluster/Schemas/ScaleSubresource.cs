namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>Where the scale subresource finds its three values, as field names from the root of the object.</summary>
internal sealed record ScaleSubresource(
    IReadOnlyList<string> SpecReplicas, IReadOnlyList<string> StatusReplicas, IReadOnlyList<string>? Selector);
