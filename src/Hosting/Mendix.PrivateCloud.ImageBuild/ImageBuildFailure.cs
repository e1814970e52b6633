namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>What a failed build asks of whoever sees it.</summary>
public enum ImageBuildFailure
{
    /// <summary>Wrong until somebody changes something; trying again by itself cannot help.</summary>
    Configuration,

    /// <summary>May pass by itself; try again with back-off.</summary>
    Transient,
}
