using System.Net;
using System.Net.Http.Headers;
using Mendix.PrivateCloud.ImageBuild.Http;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>Speaks to one repository of a registry, as the OCI distribution specification says.</summary>
internal sealed class RepositoryClient
{
    private const int MaxManifestSize = 4 << 20;
    private const int MaxConfigSize = 8 << 20;

    private readonly RegistryAuthorization _authorization;
    private readonly Uri _server;
    private readonly Uri _root;

    private RepositoryClient(RegistryContext context, ImageReference image, Uri server, RegistryAuthorization authorization)
    {
        (Context, Image, _server, _authorization) = (context, image, server, authorization);
        _root = new Uri(server, $"v2/{image.Repository}/");
    }

    public RegistryContext Context { get; }

    public ImageReference Image { get; }

    /// <param name="context">What conversations need.</param>
    /// <param name="image">What it is about; names registry and repository.</param>
    /// <param name="mountsFrom">Null to read only; else the image whose layers may be taken over if it is of the same registry.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<RepositoryClient> OpenAsync(RegistryContext context, ImageReference image, ImageReference? mountsFrom, CancellationToken cancellationToken)
    {
        var credential = await context.Options.Credentials.FindAsync(image, cancellationToken).ConfigureAwait(false);
        var server = await RegistryAddress.FindAsync(context, image.Registry, cancellationToken).ConfigureAwait(false);
        List<string> scopes = [$"repository:{image.Repository}:{(mountsFrom is null ? "pull" : "pull,push")}"];
        if (mountsFrom is not null && mountsFrom.Registry == image.Registry && mountsFrom.Repository != image.Repository)
        {
            scopes.Add($"repository:{mountsFrom.Repository}:pull");
        }

        return new RepositoryClient(context, image, server, new RegistryAuthorization(context, image.Registry, credential, scopes));
    }

    /// <returns>A manifest's bytes and media type.</returns>
    public Task<(byte[] Content, string? MediaType)> GetManifestAsync(string reference, CancellationToken cancellationToken) => SendAsync(
        () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, Address($"manifests/{reference}"));
            foreach (var type in MediaTypes.Manifests)
            {
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
            }

            return request;
        },
        async (response, guard) =>
        {
            await ExpectAsync(response, guard.Token, HttpStatusCode.OK).ConfigureAwait(false);
            var content = await BoundedBody.ReadAsync(response.Content, MaxManifestSize, guard.Token).ConfigureAwait(false)
                ?? throw ImageBuildException.Configuration($"The manifest of {Image} is larger than 4 MiB.", "Use another base image.");
            return (content, response.Content.Headers.ContentType?.MediaType);
        },
        cancellationToken);

    /// <returns>The digest of the manifest that a tag names; null when it names none, or the registry does not say.</returns>
    public Task<string?> FindManifestAsync(string reference, CancellationToken cancellationToken) => SendAsync<string?>(
        () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Head, Address($"manifests/{reference}"));
            foreach (var type in MediaTypes.Manifests)
            {
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
            }

            return request;
        },
        async (response, guard) =>
        {
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }

            await ExpectAsync(response, guard.Token, HttpStatusCode.OK).ConfigureAwait(false);
            return response.Headers.TryGetValues("Docker-Content-Digest", out var digests) ? digests.First() : null;
        },
        cancellationToken);

    /// <summary>Stores a manifest, which makes the image visible under the reference.</summary>
    public Task PutManifestAsync(string reference, ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellationToken) => SendAsync(
        () => new HttpRequestMessage(HttpMethod.Put, Address($"manifests/{reference}"))
        {
            Content = new ReadOnlyMemoryContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } },
        },
        async (response, guard) =>
        {
            await ExpectAsync(response, guard.Token, HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Accepted).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    public Task<bool> HasBlobAsync(string digest, CancellationToken cancellationToken) => SendAsync(
        () => new HttpRequestMessage(HttpMethod.Head, Address($"blobs/{digest}")),
        async (response, guard) =>
        {
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                return false;
            }

            await ExpectAsync(response, guard.Token, HttpStatusCode.OK).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <returns>A small blob as a whole, verified.</returns>
    public async Task<byte[]> GetSmallBlobAsync(string digest, CancellationToken cancellationToken)
    {
        var content = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, Address($"blobs/{digest}")),
            async (response, guard) =>
            {
                await ExpectAsync(response, guard.Token, HttpStatusCode.OK).ConfigureAwait(false);
                return await BoundedBody.ReadAsync(response.Content, MaxConfigSize, guard.Token).ConfigureAwait(false)
                    ?? throw ImageBuildException.Configuration($"The configuration of {Image} is larger than 8 MiB.", "Use another base image.");
            },
            cancellationToken).ConfigureAwait(false);
        return ContentDigest.Of(content) == digest ? content : throw ImageBuildException.Transient($"{Image.Registry} sent something else than {digest}.");
    }

    /// <summary>Opens a blob at an offset. The caller disposes of the answer; where it ignores the offset it says so by its status.</summary>
    public Task<HttpResponseMessage> OpenBlobAsync(string digest, long offset, CancellationToken cancellationToken) => SendOnceAsync(
        () => new HttpRequestMessage(HttpMethod.Get, Address($"blobs/{digest}")) { Headers = { Range = offset == 0 ? null : new RangeHeaderValue(offset, null) } },
        async (response, guard) =>
        {
            await ExpectAsync(response, guard.Token, HttpStatusCode.OK, HttpStatusCode.PartialContent).ConfigureAwait(false);
            return response;
        },
        cancellationToken,
        keepsResponse: true);

    public Uri Address(string path) => new(_root, path);

    /// <summary>Sends, and repeats what fails transiently.</summary>
    public Task<T> SendAsync<T>(Func<HttpRequestMessage> make, Func<HttpResponseMessage, IdleGuard, Task<T>> read, CancellationToken cancellationToken) =>
        Context.Retries.RunAsync(token => SendOnceAsync(make, read, token), cancellationToken);

    /// <summary>Sends once, or twice where the registry first asks who we are.</summary>
    public Task<T> SendOnceAsync<T>(
        Func<HttpRequestMessage> make, Func<HttpResponseMessage, IdleGuard, Task<T>> read, CancellationToken cancellationToken, bool keepsResponse = false) =>
        Context.ExchangeAsync(
            Image.Registry,
            async guard =>
            {
                var response = await SendAuthorizedAsync(make, guard).ConfigureAwait(false);
                if (response.StatusCode == HttpStatusCode.Unauthorized && await _authorization.AnswerAsync(response, guard.Token).ConfigureAwait(false))
                {
                    response.Dispose();
                    response = await SendAuthorizedAsync(make, guard).ConfigureAwait(false);
                }

                var isKept = false;
                try
                {
                    var result = await read(response, guard).ConfigureAwait(false);
                    isKept = keepsResponse;
                    return result;
                }
                finally
                {
                    if (!isKept)
                    {
                        response.Dispose();
                    }
                }
            },
            cancellationToken);

    /// <summary>Turns any other answer into a failure.</summary>
    public async Task ExpectAsync(HttpResponseMessage response, CancellationToken cancellationToken, params HttpStatusCode[] expected)
    {
        if (!expected.Contains(response.StatusCode))
        {
            throw await RegistryFailure.OfAsync(response, Image, _authorization.IsAnonymous, Context.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> SendAuthorizedAsync(Func<HttpRequestMessage> make, IdleGuard guard)
    {
        using var request = make();
        if (request.Content is BlobRangeContent content)
        {
            content.Guard = guard;
        }

        // Uploads may be sent elsewhere; who we are is only this server's business.
        if (request.RequestUri!.Authority == _server.Authority && request.RequestUri.Scheme == _server.Scheme)
        {
            request.Headers.Authorization = _authorization.Header;
        }

        return await Context.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, guard.Token).ConfigureAwait(false);
    }
}
