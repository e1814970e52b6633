using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Mendix.PrivateCloud.ImageBuild.Http;

/// <summary>Trusts what the machine trusts, and a few authorities more.</summary>
internal sealed class CertificateTrust(X509Certificate2Collection authorities)
{
    public bool Verify(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var isTrusted = errors == SslPolicyErrors.None
            || (errors == SslPolicyErrors.RemoteCertificateChainErrors && certificate is not null && IsSignedByOurs(certificate, chain));
        return isTrusted ? isTrusted : throw new UntrustedCertificateException(Reason(errors, chain));
    }

    private bool IsSignedByOurs(X509Certificate certificate, X509Chain? sent)
    {
        if (authorities.Count == 0)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in sent?.ChainPolicy.ExtraStore ?? [])
        {
            chain.ChainPolicy.ExtraStore.Add(element);
        }

        using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(leaf);
    }

    private static string Reason(SslPolicyErrors errors, X509Chain? chain)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return "it shows no certificate";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return "its certificate is for another host name";
        }

        var statuses = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status) ?? X509ChainStatusFlags.NoError;
        return statuses.HasFlag(X509ChainStatusFlags.NotTimeValid)
            ? "its certificate has expired or is not valid yet"
            : "its certificate is signed by an authority that is not trusted here";
    }
}
