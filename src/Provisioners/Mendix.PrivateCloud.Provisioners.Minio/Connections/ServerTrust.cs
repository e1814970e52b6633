using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Minio.Connections;

/// <summary>Whose signature on a server's certificate is believed. The name on it is always compared with the endpoint's.</summary>
internal static class ServerTrust
{
    /// <summary>Null for what the system believes.</summary>
    public static X509ChainPolicy? Of(string? rootCertificateFile) => rootCertificateFile is null ? null : Only(rootCertificateFile);

    private static X509ChainPolicy Only(string file)
    {
        // Authorities of one's own seldom publish revocation lists; the system's are asked for none either, by default.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, exception);
        }

        return policy.CustomTrustStore.Count > 0 ? policy : throw Unreadable(file, null);
    }

    private static ProvisioningException Unreadable(string file, Exception? cause) => new(
        FailureKind.Configuration,
        $"The file '{file}' of the option {nameof(MinioOptions.RootCertificateFile)} holds no readable certificate.",
        "Put the authority's certificate into it, in PEM form.",
        cause);
}
