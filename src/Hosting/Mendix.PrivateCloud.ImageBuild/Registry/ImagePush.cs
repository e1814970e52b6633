using Mendix.PrivateCloud.ImageBuild.Layers;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>Brings an image into its repository: layers first, the manifest last, so that nothing half is ever to be seen.</summary>
internal sealed class ImagePush(RepositoryClient target, RepositoryClient origin, BaseImage image, LayerFile layer, ProgressMeter meter)
{
    private readonly bool _isSameRegistry = target.Image.Registry == origin.Image.Registry;
    private long _bytesDone;

    /// <returns>How each layer came there, and whether the tag named the image before.</returns>
    public async Task<(IReadOnlyList<ImageLayer> Layers, bool WasTagged)> RunAsync(ExtendedImage extended, CancellationToken cancellationToken)
    {
        meter.Begin(ImageBuildStep.Pushing, image.Layers.Where(one => !MediaTypes.IsForeign(one.MediaType)).Sum(one => one.Size) + layer.Size, image.Layers.Count + 1);
        var layers = new List<ImageLayer>();
        // An image may hold the same layer several times; one look at it is enough.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in image.Layers)
        {
            layers.Add(await BringAsync(one, seen, cancellationToken).ConfigureAwait(false));
        }

        await using (var own = new FileBlob(layer))
        {
            layers.Add(await SendAsync(own, mountFrom: null, seen, cancellationToken).ConfigureAwait(false));
        }

        await using (var config = new MemoryBlob(extended.Config))
        {
            if (!await target.HasBlobAsync(config.Digest, cancellationToken).ConfigureAwait(false))
            {
                await new BlobUpload(target, config, _ => { }).SendAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        return (layers, await TagAsync(extended, cancellationToken).ConfigureAwait(false));
    }

    private async Task<ImageLayer> BringAsync(ContentDescriptor one, HashSet<string> seen, CancellationToken cancellationToken)
    {
        if (MediaTypes.IsForeign(one.MediaType))
        {
            meter.Layer(_bytesDone);
            return new ImageLayer(one.Digest, one.Size, LayerTransfer.Foreign);
        }

        await using var blob = new RemoteBlob(origin, one.Digest, one.Size);
        return await SendAsync(blob, _isSameRegistry ? origin.Image.Repository : null, seen, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ImageLayer> SendAsync(BlobSource blob, string? mountFrom, HashSet<string> seen, CancellationToken cancellationToken)
    {
        var transfer = LayerTransfer.Present;
        if (seen.Add(blob.Digest) && !await target.HasBlobAsync(blob.Digest, cancellationToken).ConfigureAwait(false))
        {
            var upload = new BlobUpload(target, blob, sent => meter.Set(_bytesDone + sent));
            transfer = LayerTransfer.Mounted;
            if (mountFrom is null || !await upload.MountAsync(mountFrom, cancellationToken).ConfigureAwait(false))
            {
                transfer = LayerTransfer.Sent;
                await upload.SendAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        _bytesDone += blob.Size;
        meter.Layer(_bytesDone);
        return new ImageLayer(blob.Digest, blob.Size, transfer);
    }

    private async Task<bool> TagAsync(ExtendedImage extended, CancellationToken cancellationToken)
    {
        var reference = target.Image.Tag ?? extended.Digest;
        if (await target.FindManifestAsync(reference, cancellationToken).ConfigureAwait(false) == extended.Digest)
        {
            return true;
        }

        await target.PutManifestAsync(reference, extended.Manifest, extended.MediaType, cancellationToken).ConfigureAwait(false);
        return false;
    }
}
