using System.Text;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>
/// Reads the certificate for a Route, which holds it itself, out of the Secret that the endpoint names. Nothing of it is kept: the Secret
/// is mostly somebody else's.
/// </summary>
internal sealed class RouteCertificate(KubernetesClient client)
{
    public const string CertificateKey = "tls.crt";
    public const string KeyKey = "tls.key";
    public const string AuthorityKey = "ca.crt";

    /// <returns>The Secret, or why it cannot be used; neither where the router's own certificate serves.</returns>
    public async Task<(Secret? Secret, Verdict? Problem)> FindAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.Spec!.Tls is not { EnableTls: true, SecretName: { Length: > 0 } name })
        {
            return (null, null);
        }

        var secret = await client.FindAsync<Secret>(endpoint.Metadata.Namespace, name, cancellationToken);
        if (secret is null)
        {
            return (null, Verdict.Processing(
                Reasons.Waiting,
                $"Waiting for the Secret '{name}' with the certificate of the Route. Create it with the keys {CertificateKey} and {KeyKey}, or name another one in spec.tls.secretName."));
        }

        return Text(secret, CertificateKey) is null || Text(secret, KeyKey) is null
            ? (null, Verdict.Failed(
                Reasons.InvalidField,
                $"The Secret '{name}' has no {CertificateKey} or no {KeyKey}, so it holds no certificate for the Route. Make it of type kubernetes.io/tls, or name another one in spec.tls.secretName."))
            : (secret, null);
    }

    public static string? Text(Secret secret, string key) =>
        secret.Data?.GetValueOrDefault(key) is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
