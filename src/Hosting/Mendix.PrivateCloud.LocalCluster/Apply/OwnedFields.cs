namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>What one manager owns.</summary>
/// <param name="Fields">The fields.</param>
/// <param name="ApiVersion">The version that the paths are written in.</param>
/// <param name="Time">When the entry last changed, as written; null if Kubernetes would not say.</param>
internal sealed record OwnedFields(FieldSet Fields, string ApiVersion, string? Time);
