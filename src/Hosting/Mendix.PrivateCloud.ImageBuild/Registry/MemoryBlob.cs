namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>A small blob, such as an image's configuration.</summary>
internal sealed class MemoryBlob(byte[] content) : BlobSource(ContentDigest.Of(content), content.Length)
{
    protected override Task<Stream> OpenAsync(long offset, CancellationToken cancellationToken) =>
        Task.FromResult<Stream>(new MemoryStream(content, (int)offset, content.Length - (int)offset, writable: false));

    protected override ImageBuildException Describe(Exception exception) => throw new InvalidOperationException("Memory cannot fail to be read.", exception);
}
