using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Makes the connection that the options describe.</summary>
internal static class HttpClientFactory
{
    public static HttpClient Create(KubernetesClientOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        var server = ServerOf(options);
        HttpMessageHandler handler = new CredentialHandler(Connection(options), options.Credential, options.TlsServerName, time);
        handler = options.WrapHandler?.Invoke(handler) ?? handler;
        return new HttpClient(handler)
        {
            BaseAddress = server,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            // Each attempt has a limit of its own; a watch has none.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>The address to put paths behind: they would replace everything after its last slash.</summary>
    public static Uri AsFolder(Uri server) =>
        server.AbsolutePath.EndsWith('/') ? server : new UriBuilder(server) { Path = server.AbsolutePath + "/" }.Uri;

    private static Uri ServerOf(KubernetesClientOptions options)
    {
        if (options.Server is not { IsAbsoluteUri: true, Scheme: "https" or "http" } server)
        {
            throw new KubernetesConfigurationException(
                $"Server is {(options.Server is null ? "missing" : $"'{options.Server}'")}; set it to the API server's http or https address.");
        }

        return server;
    }

    private static SocketsHttpHandler Connection(KubernetesClientOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = options.RequestTimeout,
            // A peer that is gone without a word is noticed by unanswered pings, long before TCP gives up.
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
            SslOptions = Tls(options),
        };
        if (options.Proxy is not null)
        {
            handler.Proxy = new WebProxy(options.Proxy);
        }

        return handler;
    }

    private static SslClientAuthenticationOptions Tls(KubernetesClientOptions options)
    {
        var tls = new SslClientAuthenticationOptions();
        if (options.SkipTlsVerify)
        {
#pragma warning disable CA5359 // The user asked for exactly this.
            tls.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (options.CertificateAuthorities.Count > 0)
        {
            tls.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(options.CertificateAuthorities);
        }

        // Asked for each new connection, since an exec plugin may renew its certificate.
        if (options.ClientCertificate is not null || options.Credential is not null)
        {
            tls.LocalCertificateSelectionCallback = (_, _, _, _, _) => (options.Credential?.Certificate ?? options.ClientCertificate)!;
        }

        return tls;
    }
}
