using System.Net.Http.Headers;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>A bearer token that does not change.</summary>
public sealed class TokenCredential : KubernetesCredential
{
    private readonly AuthenticationHeaderValue _header;

    /// <summary>Takes the token.</summary>
    /// <param name="token">The token; shown nowhere.</param>
    public TokenCredential(string token)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        _header = new AuthenticationHeaderValue("Bearer", token.Trim());
    }

    /// <inheritdoc/>
    public override ValueTask<AuthenticationHeaderValue?> GetAuthorizationAsync(
        TimeProvider timeProvider, bool refresh, CancellationToken cancellationToken = default) => new(_header);
}
