using System.Net;
using System.Text.Json;
using Mendix.PrivateCloud.ImageBuild.Http;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>Gets access tokens where a registry sends us for them.</summary>
internal sealed class TokenServer(RegistryContext context, string registry)
{
    private const string ClientId = "mendix-privatecloud-imagebuild";

    /// <returns>A token for the scopes, or for as many of them as the account may have.</returns>
    public Task<string> FetchAsync(AuthenticationChallenge challenge, RegistryCredential? credential, IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(challenge.Realm, UriKind.Absolute, out var realm)
            || !(realm.Scheme == Uri.UriSchemeHttps || (realm.Scheme == Uri.UriSchemeHttp && PlainHttp.IsAllowedFor(realm.Authority))))
        {
            throw ImageBuildException.Configuration(
                $"The registry {registry} names no token server that may be trusted with credentials.", "Correct the registry's settings: its token server must have an https address.");
        }

        return context.ExchangeAsync(
            realm.Authority,
            async guard =>
            {
                using var request = Request(realm, challenge.Service, credential, scopes);
                using var response = await context.Http.SendAsync(request, guard.Token).ConfigureAwait(false);
                return response.IsSuccessStatusCode
                    ? TokenOf(await response.Content.ReadAsByteArrayAsync(guard.Token).ConfigureAwait(false))
                    : throw Failure(response, credential is null);
            },
            cancellationToken);
    }

    private static HttpRequestMessage Request(Uri realm, string? service, RegistryCredential? credential, IReadOnlyList<string> scopes)
    {
        if (credential?.RefreshToken is { } identity)
        {
            return new HttpRequestMessage(HttpMethod.Post, realm)
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "refresh_token",
                    ["service"] = service ?? "",
                    ["client_id"] = ClientId,
                    ["scope"] = string.Join(' ', scopes),
                    ["refresh_token"] = identity,
                }),
            };
        }

        var query = string.Join('&', scopes.Select(scope => $"scope={Uri.EscapeDataString(scope)}").Prepend($"service={Uri.EscapeDataString(service ?? "")}"));
        var address = new UriBuilder(realm) { Query = realm.Query is { Length: > 1 } given ? $"{given[1..]}&{query}" : query };
        return new HttpRequestMessage(HttpMethod.Get, address.Uri)
        {
            Headers = { Authorization = credential?.Secret is null ? null : RegistryAuthorization.Basic(credential) },
        };
    }

    private string TokenOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            foreach (var name in (ReadOnlySpan<string>)["token", "access_token"])
            {
                if (document.RootElement.TryGetProperty(name, out var token) && token.GetString() is { Length: > 0 } text)
                {
                    return text;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Said below, without the text that may be half a token.
        }

        throw ImageBuildException.Transient($"The token server of {registry} answered without a token.");
    }

    private ImageBuildException Failure(HttpResponseMessage response, bool isAnonymous) => response.StatusCode switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest => isAnonymous
            ? RegistryFailure.LoginNeeded(registry)
            : RegistryFailure.LoginRefused(registry),
        var status when TransportFailure.IsTransient(status) => new ImageBuildException(
            ImageBuildFailure.Transient, $"The token server of {registry} answered HTTP {(int)status}.", "It can be tried again.")
        {
            RetryAfter = TransportFailure.RetryAfter(response, context.Time),
        },
        var status => ImageBuildException.Configuration($"The token server of {registry} answered HTTP {(int)status}.", "Check the registry's settings."),
    };
}
