using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.ImageBuild.Http;

/// <summary>Refuses a certificate that is not trusted, and says why.</summary>
internal sealed class CertificateCheck(X509Certificate2Collection authorities)
{
    public bool Verify(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var isTrusted = CertificateTrust.IsTrusted(authorities, certificate, chain, errors);
        return isTrusted ? isTrusted : throw new UntrustedCertificateException(Reason(errors, chain));
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
