using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mendix.PrivateCloud.Provisioning.Connections;

/// <summary>Trusts what the machine trusts, and a few authorities more.</summary>
internal static class CertificateTrust
{
    // Extended key usage: server authentication.
    private const string Servers = "1.3.6.1.5.5.7.3.1";

    /// <param name="authorities">Those that are trusted beside the machine's.</param>
    /// <param name="certificate">What the server showed.</param>
    /// <param name="sent">The chain that the machine built of it, with what else the server sent.</param>
    /// <param name="errors">What the machine found wrong with it.</param>
    public static bool IsTrusted(X509Certificate2Collection authorities, X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None
        || (errors == SslPolicyErrors.RemoteCertificateChainErrors && certificate is not null && IsSignedByOneOf(authorities, certificate, sent));

    private static bool IsSignedByOneOf(X509Certificate2Collection authorities, X509Certificate certificate, X509Chain? sent)
    {
        if (authorities.Count == 0)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(Servers));
        // Authorities of one's own seldom publish revocation lists; the machine's are asked for none either, by default.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in sent?.ChainPolicy.ExtraStore ?? [])
        {
            chain.ChainPolicy.ExtraStore.Add(element);
        }

        using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(leaf);
    }
}
