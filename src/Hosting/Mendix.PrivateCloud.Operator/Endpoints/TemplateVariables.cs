using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>
/// Fills the variables that annotations and the TLS secret's name may hold: <c>{{.Name}}</c> is the app's name,
/// <c>{{.Domain}}</c> its domain (documented in the reference, in the syntax of Go templates). Anything else in braces
/// stays as it is: other controllers have templates too.
/// </summary>
internal sealed partial record TemplateVariables(string Name, string Domain)
{
    public string Fill(string template) => Variable().Replace(template, match => match.Groups[1].Value == "Name" ? Name : Domain);

    [GeneratedRegex(@"\{\{-?\s*\.(Name|Domain)\s*-?\}\}")]
    private static partial Regex Variable();
}
