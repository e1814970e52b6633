namespace Mendix.PrivateCloud.ImageBuild.Layers;

/// <summary>A finished layer on disk.</summary>
/// <param name="Path">The compressed tar.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Digest">Its name in a registry.</param>
/// <param name="DiffId">The digest before compression, which the image's configuration lists.</param>
internal sealed record LayerFile(string Path, long Size, string Digest, string DiffId);
