using System.Net;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>Sends one blob in parts; after a broken connection it goes on where the registry says it stands.</summary>
internal sealed class BlobUpload(RepositoryClient repository, BlobSource blob, Action<long> onProgress)
{
    private static readonly TimeSpan PatienceWithCleaning = TimeSpan.FromSeconds(5);

    private Uri? _session;
    private long _offset;
    private bool _isUncertain;

    /// <summary>Asks the registry to take the blob over from another of its repositories.</summary>
    /// <returns>Whether it did. If not, it has begun an upload instead.</returns>
    public Task<bool> MountAsync(string fromRepository, CancellationToken cancellationToken) =>
        BeginAsync($"?mount={Uri.EscapeDataString(blob.Digest)}&from={Uri.EscapeDataString(fromRepository)}", cancellationToken);

    public async Task SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            var patience = repository.Context.Retries.Begin();
            while (true)
            {
                var before = _offset;
                ImageBuildException failure;
                try
                {
                    await GoOnAsync(cancellationToken).ConfigureAwait(false);
                    return;
                }
                catch (ImageBuildException transient) when (transient.Kind == ImageBuildFailure.Transient)
                {
                    failure = transient;
                }

                _isUncertain = true;
                await patience.WaitAsync(failure, progressed: _offset > before, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            await AbandonAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task GoOnAsync(CancellationToken cancellationToken)
    {
        if (_isUncertain)
        {
            // The request that broke off may have been the last one, and may have been done.
            if (await repository.HasBlobAsync(blob.Digest, cancellationToken).ConfigureAwait(false))
            {
                return;
            }

            await LocateAsync(cancellationToken).ConfigureAwait(false);
            _isUncertain = false;
        }

        if (_session is null)
        {
            await BeginAsync("", cancellationToken).ConfigureAwait(false);
        }

        while (_offset < blob.Size)
        {
            await SendPartAsync(Math.Min(repository.Context.Options.UploadChunkSize, blob.Size - _offset), cancellationToken).ConfigureAwait(false);
            onProgress(_offset);
        }

        await CloseAsync(cancellationToken).ConfigureAwait(false);
    }

    private Task<bool> BeginAsync(string query, CancellationToken cancellationToken) => repository.SendAsync(
        () => new HttpRequestMessage(HttpMethod.Post, repository.Address("blobs/uploads/" + query)) { Content = new ByteArrayContent([]) },
        async (response, guard) =>
        {
            if (response.StatusCode == HttpStatusCode.Created)
            {
                return true;
            }

            await repository.ExpectAsync(response, guard.Token, HttpStatusCode.Accepted).ConfigureAwait(false);
            (_session, _offset) = (LocationOf(response) ?? throw Malformed(), 0);
            return false;
        },
        cancellationToken);

    private Task<bool> SendPartAsync(long length, CancellationToken cancellationToken) => repository.SendOnceAsync(
        () => new HttpRequestMessage(HttpMethod.Patch, _session) { Content = new BlobRangeContent(blob, _offset, length) },
        async (response, guard) =>
        {
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                throw ImageBuildException.Transient($"The registry {repository.Image.Registry} lost an upload that had begun.");
            }

            await repository.ExpectAsync(response, guard.Token, HttpStatusCode.Accepted, HttpStatusCode.Created, HttpStatusCode.NoContent).ConfigureAwait(false);
            _session = LocationOf(response) ?? _session;
            _offset += length;
            return true;
        },
        cancellationToken);

    /// <summary>Says that all is there, which makes the registry verify it.</summary>
    private Task<bool> CloseAsync(CancellationToken cancellationToken) => repository.SendOnceAsync(
        () => new HttpRequestMessage(HttpMethod.Put, WithDigest(_session!)) { Content = new ByteArrayContent([]) },
        async (response, guard) =>
        {
            if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound)
            {
                // What arrived is not what was sent, or is gone.
                (_session, _offset) = (null, 0);
                throw ImageBuildException.Transient($"The registry {repository.Image.Registry} did not receive a layer as it was sent.");
            }

            await repository.ExpectAsync(response, guard.Token, HttpStatusCode.Created, HttpStatusCode.NoContent, HttpStatusCode.OK).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Asks how much has arrived. A registry that does not know the upload any more gets another one.</summary>
    private async Task LocateAsync(CancellationToken cancellationToken)
    {
        if (_session is null)
        {
            return;
        }

        var arrived = await repository.SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, _session),
            (response, _) => Task.FromResult(response.StatusCode == HttpStatusCode.NoContent ? (ArrivedOf(response), LocationOf(response)) : (null, null)),
            cancellationToken).ConfigureAwait(false);
        (_session, _offset) = arrived is ({ } offset, var location) && offset <= blob.Size ? (location ?? _session, offset) : (null, 0);
        onProgress(_offset);
    }

    /// <summary>Gives back what the registry keeps for an upload that will not be finished. Best effort: it forgets by itself after a while.</summary>
    private async Task AbandonAsync()
    {
        if (_session is null)
        {
            return;
        }

        using var limit = new CancellationTokenSource(PatienceWithCleaning, repository.Context.Time);
        try
        {
            await repository.SendOnceAsync(
                () => new HttpRequestMessage(HttpMethod.Delete, _session), (_, _) => Task.FromResult(true), limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ImageBuildException or OperationCanceledException)
        {
            // What brought us here is what has to be told.
        }
    }

    private static long? ArrivedOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Range", out var ranges) && ranges.First().Replace("bytes=", "", StringComparison.Ordinal).Split('-') is [_, var last] && long.TryParse(last, out var end)
            // "0-0" is said of nothing and of one byte alike.
            ? (end == 0 ? 0 : end + 1)
            : null;

    private Uri? LocationOf(HttpResponseMessage response)
    {
        if (response.Headers.Location is not { } location)
        {
            return null;
        }

        var server = repository.Address("");
        var absolute = new Uri(response.RequestMessage?.RequestUri ?? server, location);
        // A registry behind a proxy that ends TLS may not know that it is spoken to by https.
        return absolute.Host == server.Host && absolute.Scheme != server.Scheme
            ? new UriBuilder(absolute) { Scheme = server.Scheme, Port = server.Port }.Uri
            : absolute;
    }

    private Uri WithDigest(Uri session)
    {
        var digest = $"digest={Uri.EscapeDataString(blob.Digest)}";
        return new UriBuilder(session) { Query = session.Query is { Length: > 1 } query ? $"{query[1..]}&{digest}" : digest }.Uri;
    }

    private ImageBuildException Malformed() => ImageBuildException.Configuration(
        $"The registry {repository.Image.Registry} began an upload without saying where it goes.", "Check that it is a registry.");
}
