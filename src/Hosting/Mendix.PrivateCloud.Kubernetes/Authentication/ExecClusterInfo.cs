using System.Text.Json;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>What a credential plugin may want to know about the cluster.</summary>
internal sealed record ExecClusterInfo(string Server, string? TlsServerName, bool SkipTlsVerify, byte[]? CertificateAuthority, string? ProxyUrl)
{
    public static ExecClusterInfo Of(KubeConfigNode cluster) => new(
        cluster.Text("server") ?? "",
        cluster.Text("tls-server-name"),
        cluster.Flag("insecure-skip-tls-verify"),
        cluster.DataOrFile("certificate-authority-data", "certificate-authority"),
        cluster.Text("proxy-url"));

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("cluster");
        writer.WriteString("server", Server);
        if (TlsServerName is not null)
        {
            writer.WriteString("tls-server-name", TlsServerName);
        }

        if (SkipTlsVerify)
        {
            writer.WriteBoolean("insecure-skip-tls-verify", true);
        }

        if (CertificateAuthority is not null)
        {
            writer.WriteBase64String("certificate-authority-data", CertificateAuthority);
        }

        if (ProxyUrl is not null)
        {
            writer.WriteString("proxy-url", ProxyUrl);
        }

        writer.WriteEndObject();
    }
}
