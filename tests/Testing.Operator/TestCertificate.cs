using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mendix.PrivateCloud.Testing.Operator;

/// <summary>A certificate and its key, in PEM.</summary>
public static class TestCertificate
{
    /// <summary>One that is the same as long as the process lives.</summary>
    public static (string Certificate, string Key) Shared { get; } = Make();

    public static (string Certificate, string Key) Make(string name = "crm.apps.example.com")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UtcNow;
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(now, now.AddDays(1));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
