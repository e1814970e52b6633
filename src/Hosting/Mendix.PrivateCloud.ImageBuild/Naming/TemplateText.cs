using System.Text;
using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.ImageBuild.Naming;

/// <summary>A text with places such as <c>{{.Name}}</c>, the part of Go's templates that image names use.</summary>
internal static partial class TemplateText
{
    /// <param name="template">The text.</param>
    /// <param name="variables">Every name that may stand in it, with its value; null where the value is not known.</param>
    /// <exception cref="FormatException">A place is malformed, or its name or value unknown.</exception>
    public static string Render(string template, IReadOnlyDictionary<string, string?> variables)
    {
        var text = new StringBuilder();
        var at = 0;
        foreach (Match place in Place().Matches(template))
        {
            Literal(template[at..place.Index]);
            var name = place.Groups[1].Value;
            if (!variables.TryGetValue(name, out var value))
            {
                throw new FormatException($"The template '{template}' names {{{{.{name}}}}}, which is not known. Use one of {Names(variables)}.");
            }

            text.Append(value ?? throw new FormatException($"The template '{template}' names {{{{.{name}}}}}, for which there is no value. Give one, or leave it out."));
            at = place.Index + place.Length;
        }

        Literal(template[at..]);
        return text.ToString();

        void Literal(string part)
        {
            if (part.Contains("{{", StringComparison.Ordinal) || part.Contains("}}", StringComparison.Ordinal))
            {
                throw new FormatException($"The template '{template}' has a place that is not understood. Use one of {Names(variables)}.");
            }

            text.Append(part);
        }
    }

    private static string Names(IReadOnlyDictionary<string, string?> variables) =>
        string.Join(", ", variables.Keys.Order(StringComparer.Ordinal).Select(name => $"{{{{.{name}}}}}"));

    [GeneratedRegex(@"\{\{-?\s*\.([A-Za-z][A-Za-z0-9]*)\s*-?\}\}")]
    private static partial Regex Place();
}
