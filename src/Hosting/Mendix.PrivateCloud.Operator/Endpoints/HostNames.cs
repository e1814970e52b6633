using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>The rules of the API server for host names and paths, told in the words of the field that breaks them.</summary>
internal static partial class HostNames
{
    private const int Longest = 253;

    /// <summary>What is wrong with a host name or domain; null when nothing is.</summary>
    public static string? Problem(string field, string host)
    {
        if (host.AsSpan().IndexOfAny("/:@?") >= 0)
        {
            return $"{field} '{host}' is not a host name. Write only the name, such as crm.apps.example.com, without scheme, port and path.";
        }

        if (host.Length > Longest || !Name().IsMatch(host))
        {
            return $"{field} '{host}' is not a host name. Use parts of at most 63 lower-case letters, digits and dashes, with dots between them, such as crm.apps.example.com.";
        }

        return null;
    }

    /// <summary>What is wrong with a path below a host; null when nothing is.</summary>
    public static string? PathProblem(string field, string path) => path.StartsWith('/') && !path.Any(char.IsWhiteSpace)
        ? null
        : $"{field} '{path}' is not a path. Begin it with /, and leave out blanks.";

    /// <summary>What is wrong with the way a path is matched; null when nothing is.</summary>
    public static string? PathTypeProblem(string field, string pathType) => pathType is "Exact" or "Prefix" or "ImplementationSpecific"
        ? null
        : $"{field} '{pathType}' is not known. Set it to Exact, Prefix or ImplementationSpecific.";

    /// <summary>Whether a text can be the name of a Secret or another object.</summary>
    public static bool IsObjectName(string name) => name.Length <= Longest && Name().IsMatch(name);

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*\z")]
    private static partial Regex Name();
}
