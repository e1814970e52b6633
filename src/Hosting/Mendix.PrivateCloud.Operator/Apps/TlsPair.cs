using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mendix.PrivateCloud.Operator.Apps;

/// <summary>Tells whether a certificate and a private key, both in PEM, belong together: a router that gets others serves none, without a word.</summary>
internal static class TlsPair
{
    /// <summary>What is wrong, with the field and the remedy and without either text; null when they can be used.</summary>
    public static string? Problem(string certificate, string key)
    {
        try
        {
            using var alone = X509Certificate2.CreateFromPem(certificate);
        }
        catch (CryptographicException)
        {
            return "spec.tls.certificate is not a certificate in PEM. It must begin with -----BEGIN CERTIFICATE-----.";
        }

        try
        {
            using var pair = X509Certificate2.CreateFromPem(certificate, key);
            return null;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return "spec.tls.key is not the private key of spec.tls.certificate. It must be that key in PEM, without a password.";
        }
    }
}
