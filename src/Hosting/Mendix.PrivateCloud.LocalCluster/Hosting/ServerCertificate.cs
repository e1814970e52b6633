using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mendix.PrivateCloud.LocalCluster.Hosting;

/// <summary>
/// A certificate that trusts itself and lives as long as the process. Clients of Kubernetes send a token over TLS only,
/// so even a loopback server needs one.
/// </summary>
internal sealed class ServerCertificate : IDisposable
{
    private ServerCertificate(X509Certificate2 certificate) => Certificate = certificate;

    public X509Certificate2 Certificate { get; }

    /// <summary>As <c>certificate-authority-data</c> of a kubeconfig wants it.</summary>
    public string AuthorityData => Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(Certificate.ExportCertificatePem()));

    public static ServerCertificate Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=local-cluster", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        // The real clock, whatever clock the cluster runs on: it is the clients that check these dates.
        var now = DateTimeOffset.UtcNow;
        return new ServerCertificate(request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1)));
    }

    /// <summary>Accepts this certificate and no other.</summary>
    public SslClientAuthenticationOptions ClientOptions()
    {
        var expected = Certificate.RawData;
        return new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is not null && certificate.GetRawCertData().AsSpan().SequenceEqual(expected),
        };
    }

    public void Dispose() => Certificate.Dispose();
}
