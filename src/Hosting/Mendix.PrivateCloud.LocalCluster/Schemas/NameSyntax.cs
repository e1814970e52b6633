using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>Checks names against a <see cref="NameRule"/>; the messages are those that users know from Kubernetes.</summary>
internal static partial class NameSyntax
{
    public static IEnumerable<string> Problems(NameRule rule, string name) => rule switch
    {
        NameRule.DnsLabel => Problems(name, 63, Label(), LabelHelp),
        NameRule.Dns1035Label => Problems(name, 63, Label1035(), Label1035Help),
        NameRule.PathSegment => PathProblems(name),
        NameRule.WildcardSubdomain => Problems(name, 253, Wildcard(), WildcardHelp),
        _ => Problems(name, 253, Subdomain(), SubdomainHelp),
    };

    private static IEnumerable<string> Problems(string name, int maximum, Regex pattern, string help)
    {
        if (name.Length > maximum)
        {
            yield return $"must be no more than {maximum} characters";
        }

        if (!pattern.IsMatch(name))
        {
            yield return help;
        }
    }

    private static IEnumerable<string> PathProblems(string name)
    {
        if (name is "." or "..")
        {
            yield return $"may not be '{name}'";
        }

        foreach (var illegal in "/%".Where(name.Contains))
        {
            yield return $"may not contain '{illegal}'";
        }
    }

    private const string SubdomainHelp =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an "
        + "alphanumeric character (e.g. 'example.com', regex used for validation is "
        + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private const string WildcardHelp =
        "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric "
        + "characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is "
        + "'\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private const string LabelHelp =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an "
        + "alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

    private const string Label1035Help =
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with "
        + "an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\z")]
    private static partial Regex Subdomain();

    [GeneratedRegex("^\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\z")]
    private static partial Regex Wildcard();

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?\\z")]
    private static partial Regex Label();

    [GeneratedRegex("^[a-z]([-a-z0-9]*[a-z0-9])?\\z")]
    private static partial Regex Label1035();
}
