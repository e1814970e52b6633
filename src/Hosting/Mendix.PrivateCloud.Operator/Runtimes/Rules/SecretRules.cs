using System.Text;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Settings;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rules;

/// <summary>Passwords, client certificates and the licence.</summary>
internal static class SecretRules
{
    // What a PKCS#12 file begins with: it is an ASN.1 sequence.
    private const byte Sequence = 0x30;

    public static IEnumerable<string> Problems(RuntimeSpec spec)
    {
        var settings = spec.Settings;
        return
        [
            .. Password(settings?.MxAdminPassword, "spec.runtime.mxAdminPassword"),
            .. Password(settings?.DebuggerPassword, "spec.runtime.debuggerPassword"),
            .. (settings?.ClientCertificates ?? []).SelectMany((certificate, index) => Certificate(certificate, $"spec.runtime.clientCertificates[{index}]")),
            .. License(spec.Resources?.RuntimeLicense),
        ];
    }

    private static IEnumerable<string> Password(SensitiveString? password, string field) => Base64Text.Bytes(password) is null
        ? [$"{field} is not base64. Encode the password, for example with: printf %s PASSWORD | base64"]
        : [];

    private static IEnumerable<string> Certificate(ClientCertificate certificate, string field)
    {
        if (Base64Text.Bytes(certificate.Key) is not [Sequence, _, ..])
        {
            yield return $"{field}.key is not a PKCS#12 file in base64. Encode the file, for example with: base64 -w0 FILE.p12";
        }

        switch (Base64Text.Bytes(certificate.Password))
        {
            case null:
                yield return $"{field}.password is not base64. Encode the password, for example with: printf %s PASSWORD | base64";
                break;
            case { Length: 0 }:
                yield return $"{field}.password is empty, which the runtime does not accept. Protect the file with a password, and write it here in base64.";
                break;
            case var password when Encoding.UTF8.GetString(password).Contains(',', StringComparison.Ordinal):
                yield return $"{field}.password has a comma, at which the runtime would cut it. Protect the file with a password without one.";
                break;
            default:
                break;
        }

        if ((certificate.PinTo ?? []).Any(string.IsNullOrWhiteSpace))
        {
            yield return $"{field}.pinTo has an empty entry. Write the host or the service that gets to see the certificate, or remove the entry.";
        }
    }

    private static IEnumerable<string> License(RuntimeLicense? license)
    {
        var hasId = !string.IsNullOrWhiteSpace(license?.Id);
        var hasKey = license?.Key is { IsEmpty: false };
        if (hasId != hasKey || (license?.Type == "offline" && !hasId))
        {
            yield return "spec.runtime.runtimeLicense is incomplete: an offline licence has an id and a key. Set both, or write an empty object for no licence.";
        }
    }
}
