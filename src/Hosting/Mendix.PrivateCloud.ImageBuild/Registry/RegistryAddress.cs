using System.Net;
using Mendix.PrivateCloud.ImageBuild.Http;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>Finds out how a registry is spoken to: by https, and where that is allowed by plain http.</summary>
internal static class RegistryAddress
{
    private const string DockerHub = "docker.io";
    private const string DockerHubHost = "registry-1.docker.io";

    /// <returns>The address of the host, with a slash at its end.</returns>
    public static Task<Uri> FindAsync(RegistryContext context, string registry, CancellationToken cancellationToken) => context.Retries.RunAsync(
        async token =>
        {
            var host = registry == DockerHub ? DockerHubHost : registry;
            try
            {
                return await AskAsync(context, new Uri($"https://{host}/"), registry, token).ConfigureAwait(false);
            }
            catch (ImageBuildException failure) when (PlainHttp.IsAllowedFor(host) && !ShowedCertificate(failure))
            {
                return await AskAsync(context, new Uri($"http://{host}/"), registry, token).ConfigureAwait(false);
            }
        },
        cancellationToken);

    private static Task<Uri> AskAsync(RegistryContext context, Uri address, string registry, CancellationToken cancellationToken) => context.ExchangeAsync(
        registry,
        async guard =>
        {
            using var response = await context.Http.GetAsync(new Uri(address, "v2/"), HttpCompletionOption.ResponseHeadersRead, guard.Token).ConfigureAwait(false);
            return response.StatusCode switch
            {
                HttpStatusCode.OK or HttpStatusCode.Unauthorized => address,
                var status when TransportFailure.IsTransient(status) => throw new ImageBuildException(
                    ImageBuildFailure.Transient, $"The registry {registry} answered HTTP {(int)status}.", "It can be tried again.")
                {
                    RetryAfter = TransportFailure.RetryAfter(response, context.Time),
                },
                var status => throw ImageBuildException.Configuration(
                    $"{registry} answers HTTP {(int)status} where a container registry would not.", "Check host and port of the registry."),
            };
        },
        cancellationToken);

    /// <summary>A host that speaks TLS is not spoken to in the clear, least of all because somebody else's certificate is in between.</summary>
    private static bool ShowedCertificate(ImageBuildException failure)
    {
        for (var cause = failure.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is UntrustedCertificateException)
            {
                return true;
            }
        }

        return false;
    }
}
