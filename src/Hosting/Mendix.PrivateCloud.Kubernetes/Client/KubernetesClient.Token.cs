using System.Text.Json;
using System.Text.Json.Serialization;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

public sealed partial class KubernetesClient
{
    /// <summary>Makes a token of a ServiceAccount, good for ten minutes at least; how much longer is the server's choice.</summary>
    /// <param name="namespaceName">The account's namespace.</param>
    /// <param name="serviceAccount">The account's name.</param>
    /// <param name="lifetime">How long it shall be good.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The token.</returns>
    /// <exception cref="KubernetesException">
    /// There is no such account (<see cref="KubernetesException.IsNotFound"/>), the right to create <c>serviceaccounts/token</c> is missing
    /// (<see cref="KubernetesException.IsForbidden"/>), or the call failed.
    /// </exception>
    public async Task<SensitiveString> CreateTokenAsync(
        string namespaceName, string serviceAccount, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(namespaceName);
        ArgumentException.ThrowIfNullOrEmpty(serviceAccount);
        var wanted = new TokenRequest { Spec = new TokenRequestSpec { ExpirationSeconds = (long)lifetime.TotalSeconds } };
        var request = RequestFor<ServiceAccount>("create", HttpMethod.Post, namespaceName, serviceAccount, "token") with
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(wanted, TokenJson.Default.TokenRequest),
            // A token more does no harm: it ends by itself.
            Idempotent = true,
        };
        using var body = await _sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var token = JsonSerializer.Deserialize(body.Span, TokenJson.Default.TokenRequest)?.Status?.Token;
        return string.IsNullOrEmpty(token)
            ? throw new KubernetesException($"The API server answered {request.Description} without a token.")
            : new SensitiveString(token);
    }
}

/// <summary>An <c>authentication.k8s.io/v1</c> TokenRequest.</summary>
internal sealed class TokenRequest
{
    public string ApiVersion { get; set; } = "authentication.k8s.io/v1";

    public string Kind { get; set; } = "TokenRequest";

    public TokenRequestSpec? Spec { get; set; }

    public TokenRequestStatus? Status { get; set; }
}

internal sealed class TokenRequestSpec
{
    public long? ExpirationSeconds { get; set; }
}

internal sealed class TokenRequestStatus
{
    public string? Token { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TokenRequest))]
internal sealed partial class TokenJson : JsonSerializerContext;
