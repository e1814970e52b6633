using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>The <c>ExecCredential</c> object that a plugin prints.</summary>
internal sealed class ExecResult
{
    public AuthenticationHeaderValue? Authorization { get; private init; }

    public X509Certificate2? Certificate { get; private init; }

    public DateTimeOffset? Expires { get; private init; }

    /// <exception cref="KubernetesConfigurationException">It is not such an object, or of another version. Never quotes it.</exception>
    public static ExecResult Parse(ExecPlugin plugin, byte[] output)
    {
        try
        {
            using var document = JsonDocument.Parse(output);
            var root = document.RootElement;
            if (Text(root, "kind") != "ExecCredential" || Text(root, "apiVersion") != plugin.ApiVersion)
            {
                throw Wrong(plugin, $"is not an ExecCredential of {plugin.ApiVersion}");
            }

            if (!root.TryGetProperty("status", out var status) || status.ValueKind != JsonValueKind.Object)
            {
                throw Wrong(plugin, "has no status");
            }

            return FromStatus(plugin, status);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Wrong(plugin, "is not a JSON object");
        }
    }

    private static ExecResult FromStatus(ExecPlugin plugin, JsonElement status)
    {
        var token = Text(status, "token");
        var certificate = Text(status, "clientCertificateData");
        var key = Text(status, "clientKeyData");
        if (token is null && certificate is null)
        {
            throw Wrong(plugin, "holds neither token nor clientCertificateData");
        }

        if ((certificate is null) != (key is null))
        {
            throw Wrong(plugin, "holds only one of clientCertificateData and clientKeyData");
        }

        return new ExecResult
        {
            Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token),
            Certificate = certificate is null
                ? null
                : Certificates.LoadWithKey(Encoding.UTF8.GetBytes(certificate), Encoding.UTF8.GetBytes(key!), $"clientCertificateData and clientKeyData of the {plugin}"),
            Expires = Text(status, "expirationTimestamp") is { } text
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires) ? expires : null,
        };
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static KubernetesConfigurationException Wrong(ExecPlugin plugin, string what) =>
        new($"What the {plugin} printed {what}. Run it by hand to see what is wrong.");
}
