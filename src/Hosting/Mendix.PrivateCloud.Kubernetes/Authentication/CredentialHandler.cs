using System.Net;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Adds the credential to each request, and asks for a new one once when the server refuses it.</summary>
internal sealed class CredentialHandler(HttpMessageHandler inner, KubernetesCredential? credential, string? tlsServerName, TimeProvider time)
    : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (tlsServerName is not null)
        {
            // The handler below takes from here the name that it asks for in TLS and that the certificate must bear.
            request.Headers.Host = tlsServerName;
        }

        if (credential is null)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        request.Headers.Authorization = await credential.GetAuthorizationAsync(time, false, cancellationToken).ConfigureAwait(false);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        var renewed = await credential.GetAuthorizationAsync(time, true, cancellationToken).ConfigureAwait(false);
        if (Equals(renewed, request.Headers.Authorization))
        {
            return response;
        }

        response.Dispose();
        request.Headers.Authorization = renewed;
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
