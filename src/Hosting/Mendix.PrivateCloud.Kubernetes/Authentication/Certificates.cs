using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Certificates from PEM.</summary>
internal static class Certificates
{
    /// <param name="data">PEM text, or one certificate in DER.</param>
    /// <param name="source">The field or file, for the message.</param>
    public static X509Certificate2Collection LoadAuthorities(byte[] data, string source)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            var text = Encoding.UTF8.GetString(data);
            if (text.Contains("-----BEGIN", StringComparison.Ordinal))
            {
                authorities.ImportFromPem(text);
            }
            else
            {
                authorities.Add(X509CertificateLoader.LoadCertificate(data));
            }
        }
        catch (CryptographicException exception)
        {
            throw new KubernetesConfigurationException($"{source} does not hold certificates in PEM: {exception.Message}", exception);
        }

        return authorities.Count > 0 ? authorities : throw new KubernetesConfigurationException($"{source} holds no certificate. Put the cluster's CA there, in PEM.");
    }

    /// <exception cref="KubernetesConfigurationException">They are not PEM, or do not belong together.</exception>
    public static X509Certificate2 LoadWithKey(byte[] certificate, byte[] key, string source)
    {
        try
        {
            using var ephemeral = X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(certificate), Encoding.UTF8.GetString(key));
            // Schannel cannot use a key that exists only in memory; a round trip through PKCS #12 mends that and is harmless elsewhere.
            return X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            // The inner exception is left out on purpose: it comes from parsing a private key.
            throw new KubernetesConfigurationException($"{source} are not a certificate and its private key in PEM ({exception.GetType().Name}).");
        }
    }
}
