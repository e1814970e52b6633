using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Testing.ControlPlane;

namespace Mendix.PrivateCloud.ApiConformance.Servers;

/// <summary>A real kube-apiserver: a control plane of our own, or the cluster that PRIVATECLOUD_TEST_KUBECONFIG names.</summary>
public sealed class RealServer : ServerUnderTest
{
    private readonly RealCluster _cluster = new();

    public override bool IsLocalCluster => false;

    public override async Task ForgetHistoryAsync(CancellationToken cancellationToken) =>
        await (await _cluster.OwnAsync()).CompactAsync(cancellationToken);

    protected override async Task<(HttpClient Http, string KubeConfig)> LaunchAsync()
    {
        var path = await _cluster.KubeConfigAsync();
        return (Client(Kubernetes.KubeConfig.Load(path)), await File.ReadAllTextAsync(path));
    }

    protected override ValueTask StopAsync() => _cluster.DisposeAsync();

    // Only the kubeconfig is read by our own client library; what goes over the wire is the tests' own.
    private static HttpClient Client(KubernetesClientOptions options)
    {
        var tls = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck },
        };
        tls.CertificateChainPolicy.CustomTrustStore.AddRange(options.CertificateAuthorities);
        if (options.ClientCertificate is { } certificate)
        {
            tls.ClientCertificates = [certificate];
        }

        var handler = new AuthorizedHandler(options.Credential) { InnerHandler = new SocketsHttpHandler { SslOptions = tls } };
        return new HttpClient(handler) { BaseAddress = options.Server, Timeout = Timeout.InfiniteTimeSpan };
    }

    private sealed class AuthorizedHandler(KubernetesCredential? credential) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (credential is not null)
            {
                request.Headers.Authorization ??= await credential.GetAuthorizationAsync(TimeProvider.System, false, cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
