using System.Net;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>A host of an Ingress is a name, or a name below <c>*.</c>; none stands for all.</summary>
internal static class IngressHostRules
{
    private const string WildcardHelp =
        "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case "
        + "alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is "
        + "'\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    public static void Check(string path, string? host, ICollection<FieldError> errors)
    {
        if (string.IsNullOrEmpty(host))
        {
            return;
        }

        if (IPAddress.TryParse(host, out _))
        {
            errors.Add(FieldError.Invalid(path, host, "must be a DNS name, not an IP address"));
        }
        else if (host.Contains('*', StringComparison.Ordinal))
        {
            if (!host.StartsWith("*.", StringComparison.Ordinal) || NameSyntax.Problems(NameRule.DnsSubdomain, host[2..]).Any())
            {
                errors.Add(FieldError.Invalid(path, host, WildcardHelp));
            }
        }
        else
        {
            foreach (var problem in NameSyntax.Problems(NameRule.DnsSubdomain, host))
            {
                errors.Add(FieldError.Invalid(path, host, problem));
            }
        }
    }

    /// <summary>The hosts of a certificate.</summary>
    public static void CheckAll(string path, JsonObject tls, JsonObject? old, ICollection<FieldError> errors)
    {
        var hosts = tls.Array("hosts") ?? [];
        for (var i = 0; i < hosts.Count; i++)
        {
            Check($"{path}.hosts[{i}]", Json.AsString(hosts[i]), errors);
        }
    }
}
