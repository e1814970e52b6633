namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>How far a build is. Reported at each step's begin and end, with each layer, and about once per mebibyte between.</summary>
/// <param name="Step">What it is doing.</param>
/// <param name="Bytes">Bytes done in this step. Falls back when a download has to begin anew.</param>
/// <param name="TotalBytes">Bytes of this step in all; null when the server of the package does not say.</param>
/// <param name="Layers">Layers that are in the target's repository; 0 before <see cref="ImageBuildStep.Pushing"/>.</param>
/// <param name="TotalLayers">Layers of the image; 0 before <see cref="ImageBuildStep.Pushing"/>.</param>
public sealed record ImageBuildProgress(ImageBuildStep Step, long Bytes, long? TotalBytes, int Layers, int TotalLayers);
