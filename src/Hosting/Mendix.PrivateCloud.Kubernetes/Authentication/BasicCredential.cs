using System.Net.Http.Headers;
using System.Text;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>A user name and a password, for proxies before the API server; the server itself no longer takes them.</summary>
public sealed class BasicCredential : KubernetesCredential
{
    private readonly AuthenticationHeaderValue _header;

    /// <summary>Takes name and password.</summary>
    /// <param name="userName">The name.</param>
    /// <param name="password">The password; shown nowhere.</param>
    public BasicCredential(string userName, string password) =>
        _header = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{password}")));

    /// <inheritdoc/>
    public override ValueTask<AuthenticationHeaderValue?> GetAuthorizationAsync(
        TimeProvider timeProvider, bool refresh, CancellationToken cancellationToken = default) => new(_header);
}
