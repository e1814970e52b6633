namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>One change that a watch reports.</summary>
/// <typeparam name="T">The kind.</typeparam>
/// <param name="Type">What happened.</param>
/// <param name="Resource">The object after the change, or as it was last when deleted; <see langword="null"/> for a bookmark.</param>
/// <param name="ResourceVersion">Where to go on from after this event.</param>
public readonly record struct WatchEvent<T>(WatchEventType Type, T? Resource, string? ResourceVersion)
    where T : class;
