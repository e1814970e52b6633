using System.Text;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Minio.Admin;

/// <summary>One call of MinIO's admin API. <see cref="ToString"/> shows it with <c>***</c> in place of the secret.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Name">Last piece of the path.</param>
/// <param name="Right">The right that suffices for it; empty where any valid key does.</param>
internal sealed record AdminCall(HttpMethod Method, string Name, string Right)
{
    private const string Root = "/minio/admin/v3/";

    /// <summary>The parameters, in the order of their names.</summary>
    public IReadOnlyList<(string Name, string Value)> Parameters { get; init; } = [];

    /// <summary>The body, or what comes in it before the secret.</summary>
    public string Body { get; init; } = "";

    /// <summary>What makes the body one that is encrypted; null where there is none.</summary>
    public SecretValue? Secret { get; init; }

    /// <summary>What comes in the body after the secret.</summary>
    public string BodyTail { get; init; } = "";

    public string Path => Root + Name;

    /// <summary>The parameters as they are signed and sent.</summary>
    public string Query => string.Join('&', Parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));

    /// <summary>What is sent. Not for people.</summary>
    public byte[] Render(string secretKey) => Secret is null
        ? Encoding.UTF8.GetBytes(Body)
        : EncryptedBody.Of(Encoding.UTF8.GetBytes($"{Body}{Secret.Reveal()}{BodyTail}"), secretKey);

    public override string ToString()
    {
        var target = Parameters.Count == 0 ? Path : $"{Path}?{Query}";
        return $"{Method} {target} {Body}{Secret}{BodyTail}".TrimEnd();
    }
}
