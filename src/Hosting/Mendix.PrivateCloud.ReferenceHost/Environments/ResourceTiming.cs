namespace Mendix.PrivateCloud.ReferenceHost.Environments;

/// <summary>How long a resource took to become ready, or how long it has been as it is.</summary>
/// <param name="Elapsed">The time.</param>
/// <param name="IsFinal">Whether it is the time that it took; otherwise it still runs.</param>
internal readonly record struct ResourceTiming(TimeSpan Elapsed, bool IsFinal);
