namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>What was read, in the order in which it was written.</summary>
/// <param name="Manifests">The objects.</param>
/// <param name="Warnings">What is allowed and yet probably a mistake, such as a field of MendixApp that nobody knows.</param>
public sealed record ManifestSet(IReadOnlyList<Manifest> Manifests, IReadOnlyList<ManifestProblem> Warnings);
