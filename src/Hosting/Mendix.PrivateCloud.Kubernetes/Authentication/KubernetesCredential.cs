using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Who we are. A derived class may get its secret from anywhere, and get a new one when the old one expires.</summary>
public abstract class KubernetesCredential
{
    /// <summary>A client certificate that belongs to the credential; asked for each new connection. Default none.</summary>
    public virtual X509Certificate2? Certificate => null;

    /// <summary>The header that a request is sent with.</summary>
    /// <param name="timeProvider">The client's clock.</param>
    /// <param name="refresh">The server refused the last one (401): get a new one, if that is possible.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns><see langword="null"/> for none, as when only <see cref="Certificate"/> speaks for us.</returns>
    /// <exception cref="KubernetesConfigurationException">The credential cannot be had; the message says why, without any secret.</exception>
    public abstract ValueTask<AuthenticationHeaderValue?> GetAuthorizationAsync(
        TimeProvider timeProvider, bool refresh, CancellationToken cancellationToken = default);

    /// <summary>The kind of credential; never its content.</summary>
    public override string ToString() => GetType().Name;
}
