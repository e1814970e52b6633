using System.Net;

namespace Mendix.PrivateCloud.ImageBuild.Http;

/// <summary>Makes the connection that the options describe, for downloads and registries alike.</summary>
internal static class HttpClientFactory
{
    private const int MaxRedirects = 10;

    public static HttpClient Create(ImageBuildOptions options) => new(CreateHandler(options))
    {
        // Each exchange has a guard of its own that looks at progress.
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "User-Agent", "mendix-privatecloud-imagebuild" } },
    };

    public static HttpMessageHandler CreateHandler(ImageBuildOptions options)
    {
        var connection = new SocketsHttpHandler
        {
            // A redirect never takes the Authorization header along, and never leads from https to http.
            AllowAutoRedirect = true,
            MaxAutomaticRedirections = MaxRedirects,
            UseCookies = false,
            // A layer is taken as it is, packed or not.
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            Proxy = options.Proxy,
        };
        connection.SslOptions.RemoteCertificateValidationCallback = new CertificateCheck(options.CertificateAuthorities).Verify;
        return options.WrapHandler?.Invoke(connection) ?? connection;
    }
}
