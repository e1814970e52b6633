namespace Mendix.PrivateCloud.ReferenceHost.Environments;

/// <summary>News of one object.</summary>
/// <param name="Resource">The object as it is, or was last.</param>
/// <param name="IsGone">Whether it is no longer there.</param>
internal readonly record struct Observation(ResourceSnapshot Resource, bool IsGone);
