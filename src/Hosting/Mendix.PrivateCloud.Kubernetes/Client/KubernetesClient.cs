using Mendix.PrivateCloud.Kubernetes.Resources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>
/// Speaks to a Kubernetes API server. Thread-safe; make one and keep it, since it holds the connections. Calls that may safely be
/// repeated are repeated after 429, 5xx and broken connections, with pauses as the server asks.
/// </summary>
/// <remarks>Every call throws <see cref="KubernetesException"/> when it does not succeed.</remarks>
public sealed partial class KubernetesClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly RequestSender _sender;

    /// <summary>Connects as the options say.</summary>
    /// <param name="options">Where the server is and who we are; see <see cref="KubernetesClientOptions.LoadDefault"/>.</param>
    /// <param name="timeProvider">The clock. Default the system's.</param>
    /// <param name="logger">Hears of repeated calls. Default none.</param>
    /// <exception cref="KubernetesConfigurationException">The options hold no server, or an address that is not http or https.</exception>
    public KubernetesClient(KubernetesClientOptions options, TimeProvider? timeProvider = null, ILogger<KubernetesClient>? logger = null)
        : this(HttpClientFactory.Create(options, timeProvider ?? TimeProvider.System), options, timeProvider, logger) => _ownsHttp = true;

    /// <summary>
    /// Speaks through a client that is already authenticated, for instance that of another Kubernetes library. Its
    /// <see cref="HttpClient.BaseAddress"/> is the API server.
    /// </summary>
    /// <param name="httpClient">The client; stays the caller's to dispose of.</param>
    /// <param name="options">
    /// Namespace, time limit and repetitions; what it says about server and credentials is not used. Default the defaults.
    /// </param>
    /// <param name="timeProvider">The clock. Default the system's.</param>
    /// <param name="logger">Hears of repeated calls. Default none.</param>
    /// <exception cref="KubernetesConfigurationException">The client has no base address.</exception>
    public KubernetesClient(
        HttpClient httpClient, KubernetesClientOptions? options = null, TimeProvider? timeProvider = null, ILogger<KubernetesClient>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        if (httpClient.BaseAddress is null)
        {
            throw new KubernetesConfigurationException("The HttpClient has no BaseAddress. Set it to the address of the API server.");
        }

        options ??= new KubernetesClientOptions();
        _http = httpClient;
        Namespace = options.Namespace;
        var retries = new RetryPolicy(options.MaxRetries, options.MaxRetryDelay);
        _sender = new RequestSender(_http, options.RequestTimeout, retries, timeProvider ?? TimeProvider.System, logger ?? NullLogger<KubernetesClient>.Instance);
    }

    private KubernetesClient(KubernetesClient other, RequestSender sender) =>
        (_http, Namespace, _sender) = (other._http, other.Namespace, sender);

    /// <summary>The namespace of the kubeconfig context or of the pod's account; no call uses it by itself.</summary>
    public string Namespace { get; }

    /// <summary>The clock, for what is built on this client.</summary>
    internal TimeProvider Time => _sender.Time;

    /// <summary>
    /// A client over the same connections that changes something only while it may: for the work of a leader, which must have no effect
    /// when it wakes up after its term. Reads are always sent.
    /// </summary>
    /// <param name="mayWrite">
    /// Asked right before each attempt of a write. When it says no, the call throws a <see cref="KubernetesException"/> with the reason
    /// <c>NotPermittedNow</c>, and nothing was sent.
    /// </param>
    /// <returns>The client; it need not be disposed of, and works as long as this one.</returns>
    public KubernetesClient OnlyWhile(Func<bool> mayWrite)
    {
        ArgumentNullException.ThrowIfNull(mayWrite);
        return new KubernetesClient(this, _sender.OnlyWhile(mayWrite));
    }

    /// <summary>Closes the connections, unless the <see cref="HttpClient"/> was handed over.</summary>
    public void Dispose()
    {
        if (_ownsHttp)
        {
            _http.Dispose();
        }
    }

    private static ApiRequest RequestFor<T>(string verb, HttpMethod method, string? namespaceName, string? name, string? subresource = null, string query = "")
        where T : class, IKubernetesObject<T>
    {
        var definition = T.Definition;
        // Relative to the server's address, which may have a path of its own.
        var path = definition.Path(namespaceName, name, subresource).TrimStart('/') + query;
        return new ApiRequest(verb, method, definition.Group.Length == 0 ? definition.Plural : $"{definition.Plural}.{definition.Group}", path)
        {
            Subject = SubjectOf(namespaceName, name, subresource),
            Confidential = definition is { Group: "", Kind: "Secret" },
        };
    }

    private static string SubjectOf(string? namespaceName, string? name, string? subresource)
    {
        var subject = name is null ? namespaceName is null ? "" : $"in {namespaceName}" : namespaceName is null ? name : $"{namespaceName}/{name}";
        return subresource is null ? subject : $"{subject} ({subresource})";
    }
}
