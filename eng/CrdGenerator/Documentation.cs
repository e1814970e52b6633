using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CrdGenerator;

/// <summary>The summaries of an assembly's doc comments: what `kubectl explain` says is what the code says.</summary>
internal sealed partial class Documentation
{
    private readonly Dictionary<string, string> _summaries;

    private Documentation(Dictionary<string, string> summaries) => _summaries = summaries;

    public static Documentation Of(Assembly assembly)
    {
        var members = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member");
        return new Documentation(members
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => Flatten(member.Element("summary")!)));
    }

    public string Summary(Type type) => Find($"T:{type.FullName}");

    public string Summary(PropertyInfo property) => Find($"P:{property.DeclaringType!.FullName}.{property.Name}");

    private string Find(string member) => _summaries.TryGetValue(member, out var summary)
        ? summary
        : throw new InvalidOperationException($"{member} has no doc comment, so nothing can be said about it in the definition.");

    private static string Flatten(XElement summary)
    {
        var text = string.Concat(summary.DescendantNodes().Select(node => node switch
        {
            XText words => words.Value,
            XElement { Name.LocalName: "see" } see => Name(see),
            _ => "",
        }));
        return WhiteSpace().Replace(text, " ").Trim();
    }

    private static string Name(XElement see) => see.Attribute("cref") is { } reference
        ? JsonNamingPolicy.CamelCase.ConvertName(reference.Value.Split('.')[^1])
        : see.Attribute("langword")?.Value ?? "";

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
