using System.Security.Cryptography.X509Certificates;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>
/// Where the API server is and how to speak to it. <see cref="KubeConfig.Load"/> and <see cref="InClusterConfig.Load()"/> fill it;
/// <see cref="LoadDefault"/> takes whichever is there.
/// </summary>
public sealed class KubernetesClientOptions
{
    /// <summary>The API server's address, with a path prefix if it has one. Required.</summary>
    public Uri? Server { get; set; }

    /// <summary>The namespace of the kubeconfig context or of the pod's account. Default <c>default</c>.</summary>
    public string Namespace { get; set; } = "default";

    /// <summary>Who we are. Default <see langword="null"/>: anonymous, or known by <see cref="ClientCertificate"/>.</summary>
    public KubernetesCredential? Credential { get; set; }

    /// <summary>The client certificate with its private key. Default none.</summary>
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>The authorities that may have signed the server's certificate. Default empty: those of the machine.</summary>
    public X509Certificate2Collection CertificateAuthorities { get; } = [];

    /// <summary>Accepts any server certificate. Default <see langword="false"/>; only for a cluster on a laptop.</summary>
    public bool SkipTlsVerify { get; set; }

    /// <summary>The name that the server's certificate must bear, when it is not the host of <see cref="Server"/>.</summary>
    public string? TlsServerName { get; set; }

    /// <summary>The proxy to go through. Default <see langword="null"/>: as the environment says (<c>HTTPS_PROXY</c>, <c>NO_PROXY</c>).</summary>
    public Uri? Proxy { get; set; }

    /// <summary>How long one attempt of a call may take; a watch has no limit. Default 30 seconds.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a call is repeated that may safely be repeated. Default 4; 0 turns it off.</summary>
    public int MaxRetries { get; set; } = 4;

    /// <summary>
    /// The longest pause before a repetition. A server that asks for more (<c>Retry-After</c>) gets its wish by the call failing with
    /// <see cref="KubernetesException.RetryAfter"/>. Default 10 seconds.
    /// </summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Puts handlers around the one that speaks to the network, to count, trace or fault requests; they see each attempt, with its
    /// credentials. Default <see langword="null"/>.
    /// </summary>
    public Func<HttpMessageHandler, HttpMessageHandler>? WrapHandler { get; set; }

    /// <summary>
    /// Takes the kubeconfig that the environment names (<c>KUBECONFIG</c>), else the pod's service account, else <c>~/.kube/config</c>.
    /// </summary>
    /// <exception cref="KubernetesConfigurationException">None of them is there, or the one found is wrong.</exception>
    public static KubernetesClientOptions LoadDefault() => DefaultConfig.Load();

    /// <summary>Shows the address and the kind of credential, never its content.</summary>
    public override string ToString() =>
        $"{Server?.GetLeftPart(UriPartial.Path) ?? "(no server)"}, namespace {Namespace}, {Credential?.ToString() ?? (ClientCertificate is null ? "anonymous" : "client certificate")}";
}
