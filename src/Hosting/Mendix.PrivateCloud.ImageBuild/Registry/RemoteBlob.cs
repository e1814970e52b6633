using System.Net;
using Mendix.PrivateCloud.ImageBuild.Http;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>A layer of another registry, passed on as it comes.</summary>
internal sealed class RemoteBlob(RepositoryClient repository, string digest, long size) : BlobSource(digest, size)
{
    protected override async Task<Stream> OpenAsync(long offset, CancellationToken cancellationToken)
    {
        var response = await repository.OpenBlobAsync(Digest, offset, cancellationToken).ConfigureAwait(false);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            await SkipAsync(stream, offset, cancellationToken).ConfigureAwait(false);
        }

        return stream;
    }

    protected override ImageBuildException Describe(Exception exception) => TransportFailure.Describe(exception, repository.Image.Registry);

    /// <summary>For registries that always begin at the beginning.</summary>
    private async Task SkipAsync(Stream stream, long bytes, CancellationToken cancellationToken)
    {
        var buffer = new byte[32 << 10];
        try
        {
            while (bytes > 0)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(bytes, buffer.Length)), cancellationToken).ConfigureAwait(false);
                bytes -= read > 0 ? read : throw new EndOfStreamException();
            }
        }
        catch (IOException exception)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw Describe(exception);
        }
    }
}
