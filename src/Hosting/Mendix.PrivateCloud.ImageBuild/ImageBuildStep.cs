namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>What a build is doing.</summary>
public enum ImageBuildStep
{
    /// <summary>The deployment package is on its way; bytes are those of the package.</summary>
    Downloading,

    /// <summary>The package becomes a layer; bytes are those of its files.</summary>
    Packing,

    /// <summary>Layers go to the registry; bytes are those of all layers, sent or already there.</summary>
    Pushing,
}
