namespace Mendix.PrivateCloud.ReferenceHost.Environments;

/// <summary>How a resource is, in the few words that all kinds share.</summary>
internal enum ResourceState
{
    /// <summary>It waits for something else.</summary>
    Pending,

    /// <summary>It is being worked on.</summary>
    Processing,

    /// <summary>It is as desired.</summary>
    Ready,

    /// <summary>It cannot become as desired until something changes.</summary>
    Failed,

    /// <summary>It is being removed.</summary>
    Deleting,
}
