using System.Net;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>Which hosts, paths and certificates an Ingress may name.</summary>
internal static class IngressRules
{
    public static void Check(string path, JsonObject spec, JsonObject? old, ICollection<FieldError> errors)
    {
        foreach (var (index, rule) in spec.Objects("rules").Index())
        {
            CheckHost($"{path}.rules[{index}].host", rule.String("host"), errors);
            foreach (var (position, entry) in (rule.Object("http")?.Objects("paths") ?? []).Index())
            {
                CheckPath($"{path}.rules[{index}].http.paths[{position}].path", entry, errors);
            }
        }

        foreach (var (index, tls) in spec.Objects("tls").Index())
        {
            foreach (var (position, host) in (tls.Array("hosts") ?? []).Index())
            {
                CheckHost($"{path}.tls[{index}].hosts[{position}]", Json.AsString(host), errors);
            }

            CheckName($"{path}.tls[{index}].secretName", NameRule.DnsSubdomain, tls.String("secretName"), errors);
        }
    }

    private static void CheckHost(string path, string? host, ICollection<FieldError> errors)
    {
        // .NET reads a bare number as an address, too.
        if (IPAddress.TryParse(host, out _) && (host.Count('.') == 3 || host.Contains(':')))
        {
            errors.Add(FieldError.Invalid(path, host, "must be a DNS name, not an IP address"));
        }

        CheckName(path, host?.Contains('*') == true ? NameRule.WildcardSubdomain : NameRule.DnsSubdomain, host, errors);
    }

    private static void CheckPath(string path, JsonObject entry, ICollection<FieldError> errors)
    {
        var text = entry.String("path") ?? "";
        var compared = entry.String("pathType") is "Exact" or "Prefix";
        if (!text.StartsWith('/') && (compared || text.Length > 0))
        {
            errors.Add(FieldError.Invalid(path, text, "must be an absolute path"));
        }

        if (compared && text.Contains("//", StringComparison.Ordinal))
        {
            errors.Add(FieldError.Invalid(path, text, "must not contain '//'"));
        }
    }

    private static void CheckName(string path, NameRule rule, string? name, ICollection<FieldError> errors)
    {
        foreach (var problem in string.IsNullOrEmpty(name) ? [] : NameSyntax.Problems(rule, name))
        {
            errors.Add(FieldError.Invalid(path, name, problem));
        }
    }
}
