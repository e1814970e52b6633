using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>
/// Fills the variables that annotations and the TLS secret's name may hold: <c>{{.Name}}</c> is the app's name,
/// <c>{{.Domain}}</c> its domain (documented in the reference, in the syntax of Go templates). Whatever else stands in braces
/// stays as it is: other controllers have templates too.
/// </summary>
internal sealed partial record TemplateVariables(string Name, string Domain)
{
    public string Fill(string template) => Variable().Replace(template, match => match.Groups[1].Value switch
    {
        "Name" => Name,
        "Domain" => Domain,
        _ => match.Value,
    });

    /// <summary>A variable in a template that is none of those allowed; null when there is none.</summary>
    public static string? FindUnknown(string template, params ReadOnlySpan<string> allowed)
    {
        foreach (Match match in Variable().Matches(template))
        {
            if (!allowed.Contains(match.Groups[1].Value))
            {
                return match.Value;
            }
        }

        return null;
    }

    [GeneratedRegex(@"\{\{-?\s*\.([A-Za-z]\w*)\s*-?\}\}")]
    private static partial Regex Variable();
}
