using Mendix.PrivateCloud.ImageBuild.Layers;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>A layer that was made here.</summary>
internal sealed class FileBlob(LayerFile layer) : BlobSource(layer.Digest, layer.Size)
{
    protected override Task<Stream> OpenAsync(long offset, CancellationToken cancellationToken)
    {
        var file = new FileStream(layer.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        file.Position = offset;
        return Task.FromResult<Stream>(file);
    }

    protected override ImageBuildException Describe(Exception exception) =>
        ImageBuildException.Transient("The layer could not be read back from the work folder.", "It can be tried again. Check the disk.", exception);
}
