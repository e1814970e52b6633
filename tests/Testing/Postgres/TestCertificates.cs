using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mendix.PrivateCloud.Testing.Postgres;

/// <summary>A certificate authority made for one test server, and another one that nobody uses.</summary>
/// <param name="AuthorityFile">PEM file of the authority that signed the server's certificate.</param>
/// <param name="OtherAuthorityFile">PEM file of an authority that did not.</param>
public sealed record TestCertificates(string AuthorityFile, string OtherAuthorityFile)
{
    internal const string ServerCertificateFile = "server.crt";
    internal const string ServerKeyFile = "server.key";

    internal static TestCertificates Write(string folder)
    {
        using var authority = Authority("CN=test authority");
        using var other = Authority("CN=another authority");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var server = Sign(authority, key);
        File.WriteAllText(Path.Combine(folder, ServerCertificateFile), server.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, ServerKeyFile), key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(folder, ServerKeyFile), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return new TestCertificates(WriteAuthority("authority.crt", authority), WriteAuthority("other.crt", other));

        string WriteAuthority(string name, X509Certificate2 certificate)
        {
            var path = Path.Combine(folder, name);
            File.WriteAllText(path, certificate.ExportCertificatePem());
            return path;
        }
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }

    private static X509Certificate2 Sign(X509Certificate2 authority, ECDsa key)
    {
        var request = new CertificateRequest("CN=test server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName(Http.HttpsServer.Name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        // All authorities of tests have one name, so it takes this to tell which of them signed.
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        return request.Create(authority, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(29), RandomNumberGenerator.GetBytes(8));
    }
}
