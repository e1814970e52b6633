namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The kind.</typeparam>
/// <param name="Items">The objects.</param>
/// <param name="ResourceVersion">The state they are from; a watch goes on from here.</param>
/// <param name="Continue">Where the next page begins; <see langword="null"/> on the last.</param>
public sealed record ResourceList<T>(IReadOnlyList<T> Items, string? ResourceVersion, string? Continue);
