using System.Text;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Apps;

/// <summary>The Secret with a certificate that stands in the MendixApp itself; an Ingress can only read a Secret.</summary>
internal static class TlsSecretRenderer
{
    public static (Secret? Secret, Verdict? Problem) Render(MendixApp app)
    {
        var tls = app.Spec?.Tls;
        var hasCertificate = !string.IsNullOrEmpty(tls?.Certificate);
        var hasKey = tls?.Key is { IsEmpty: false };
        if (hasCertificate != hasKey)
        {
            return (null, Verdict.Failed(
                Reasons.InvalidField,
                $"spec.tls has a {(hasCertificate ? "certificate but no key" : "key but no certificate")}. Set both, or use spec.tls.secretName instead."));
        }

        if (hasCertificate && !string.IsNullOrEmpty(tls!.SecretName))
        {
            return (null, Verdict.Failed(
                Reasons.InvalidField,
                "spec.tls has both a secretName and a certificate. Set spec.tls.secretName, or spec.tls.certificate and spec.tls.key, but not both."));
        }

        if (hasCertificate && TlsPair.Problem(tls!.Certificate!, tls.Key!.Reveal()) is { } problem)
        {
            return (null, Verdict.Failed(Reasons.InvalidField, problem));
        }

        return hasCertificate
            ? (new Secret
            {
                Metadata = Owners.Child(app, AppNames.TlsSecret(app.Metadata.Name!), app.Metadata.Name!),
                Type = "kubernetes.io/tls",
                Data = new Dictionary<string, byte[]>
                {
                    ["tls.crt"] = Encoding.UTF8.GetBytes(tls!.Certificate!),
                    ["tls.key"] = Encoding.UTF8.GetBytes(tls.Key!.Reveal()),
                },
            }, null)
            : (null, null);
    }
}
