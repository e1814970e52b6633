using System.Net;
using Mendix.PrivateCloud.ImageBuild.Http;

namespace Mendix.PrivateCloud.ImageBuild.Packages;

/// <summary>What it means that the server of a package answers without one.</summary>
internal static class DownloadFailure
{
    public static ImageBuildException Of(HttpResponseMessage response, Uri source, TimeSpan? retryAfter)
    {
        var (status, where) = ((int)response.StatusCode, SafeAddress.Of(source));
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ImageBuildException.Configuration(
                $"The package at {where} may not be downloaded (HTTP {status}).",
                "The address must work without credentials; a signed one may have expired: make a new one."),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => ImageBuildException.Configuration(
                $"There is no package at {where} (HTTP {status}).", "Correct the address."),
            HttpStatusCode.ProxyAuthenticationRequired => ImageBuildException.Configuration(
                $"The proxy on the way to {where} wants a login.", "Correct the proxy's credentials."),
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => ImageBuildException.Configuration(
                $"{where} redirects to where it is not followed: from https to http, or too often (HTTP {status}).", "Name the final address."),
            _ when TransportFailure.IsTransient(response.StatusCode) => new ImageBuildException(
                ImageBuildFailure.Transient, $"{where} answered HTTP {status}.", "It can be tried again.")
            { RetryAfter = retryAfter },
            _ => ImageBuildException.Configuration($"{where} answered HTTP {status}.", "Check the address."),
        };
    }
}
