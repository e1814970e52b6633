using System.Net;
using System.Net.Http.Headers;
using Mendix.PrivateCloud.ImageBuild.Http;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>A part of a blob as the body of a request, read while it is sent.</summary>
internal sealed class BlobRangeContent : HttpContent
{
    private readonly BlobSource _blob;
    private readonly long _offset;
    private readonly long _length;

    public BlobRangeContent(BlobSource blob, long offset, long length)
    {
        (_blob, _offset, _length) = (blob, offset, length);
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        if (length < blob.Size)
        {
            // The distribution specification's own form, without the unit.
            Headers.TryAddWithoutValidation("Content-Range", $"{offset}-{offset + length - 1}");
        }
    }

    /// <summary>Told of each byte that moves.</summary>
    public IdleGuard? Guard { get; set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _blob.CopyAsync(_offset, _length, stream, Guard, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }
}
