namespace Mendix.PrivateCloud.Provisioning;

/// <summary>What a failure asks of whoever sees it.</summary>
public enum FailureKind
{
    /// <summary>Wrong until somebody changes something; trying again by itself cannot help.</summary>
    Configuration,

    /// <summary>May pass by itself; try again with back-off.</summary>
    Transient,

    /// <summary>Something with that name exists and is not ours. It is neither adopted nor deleted.</summary>
    Conflict,
}
