using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;

namespace Mendix.PrivateCloud.ImageBuild.Http;

/// <summary>What it means that an exchange with a server broke off, or that the server says it cannot.</summary>
internal static class TransportFailure
{
    /// <summary>Whether this is about the connection rather than about us.</summary>
    public static bool IsOne(Exception exception) =>
        exception is HttpRequestException or IOException or OperationCanceledException or AuthenticationException;

    /// <param name="exception">What happened; cancellation by the caller must have been ruled out.</param>
    /// <param name="server">The server's host and port.</param>
    public static ImageBuildException Describe(Exception exception, string server)
    {
        var causes = Chain(exception).ToList();
        if (causes.OfType<UntrustedCertificateException>().FirstOrDefault() is { } untrusted)
        {
            return new ImageBuildException(
                ImageBuildFailure.Configuration,
                $"{server} cannot be trusted: {untrusted.Message}.",
                $"Add the authority that signed its certificate to {nameof(ImageBuildOptions.CertificateAuthorities)}, or name the host as its certificate does.",
                exception)
            {
                IsUntrustedServer = true,
            };
        }

        if (exception is OperationCanceledException)
        {
            return ImageBuildException.Transient($"{server} did not answer in time.", "It can be tried again. Check the server's load and the network between.", exception);
        }

        return (exception as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => ImageBuildException.Transient(
                $"The host name of {server} could not be resolved.", "It can be tried again. Look for a typing error in the address, or at DNS.", exception),
            HttpRequestError.ConnectionError => ImageBuildException.Transient(
                $"{server} could not be reached.", "It can be tried again. Check that it runs, and that port, proxy and firewall let this process through.", exception),
            HttpRequestError.SecureConnectionError when causes.OfType<AuthenticationException>().Any() => ImageBuildException.Configuration(
                $"{server} does not speak TLS as it should.", "Check the port, and whether the address should begin with http.", exception),
            HttpRequestError.ProxyTunnelError => ImageBuildException.Transient(
                $"The proxy did not connect to {server}.", "It can be tried again. Check the proxy's address, its rules, and what must not go through it.", exception),
            HttpRequestError.ConfigurationLimitExceeded => ImageBuildException.Configuration(
                $"{server} redirects in a circle, or too often.", "Check the address.", exception),
            _ => ImageBuildException.Transient($"The connection to {server} was lost.", cause: exception),
        };
    }

    /// <summary>Whether the same request may succeed later.</summary>
    public static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests ||
        (status >= HttpStatusCode.InternalServerError && status is not (HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported));

    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        RetryConditionHeaderValue { Delta: { } delta } => delta,
        RetryConditionHeaderValue { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
