using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Http;
using Mendix.PrivateCloud.LocalCluster.Schemas;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Selection;

/// <summary>A field selector: <c>metadata.name=a,status.phase!=Running</c>, over the fields that Kubernetes can select by.</summary>
internal sealed class FieldSelector
{
    public static readonly FieldSelector Everything = new([]);

    private readonly IReadOnlyList<(string Path, string Value, bool Negated)> _terms;

    private FieldSelector(IReadOnlyList<(string Path, string Value, bool Negated)> terms)
    {
        _terms = terms;
        Name = terms.FirstOrDefault(term => term is { Path: "metadata.name", Negated: false }).Value;
        Namespace = terms.FirstOrDefault(term => term is { Path: "metadata.namespace", Negated: false }).Value;
    }

    public bool IsEverything => _terms.Count == 0;

    /// <summary>The one name that can match, if the selector names it.</summary>
    public string? Name { get; }

    /// <summary>The one namespace that can match, if the selector names it.</summary>
    public string? Namespace { get; }

    public bool Matches(StoredObject value)
    {
        JsonObject? json = null;
        foreach (var (path, expected, negated) in _terms)
        {
            var actual = path switch
            {
                "metadata.name" => value.Name,
                "metadata.namespace" => value.Namespace,
                _ => Read(json ??= value.Parse(), path),
            };
            if ((actual == expected) == negated)
            {
                return false;
            }
        }

        return true;
    }

    public static FieldSelector Parse(string? text, ResourceType type)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Everything;
        }

        var terms = text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Term).ToList();
        foreach (var (path, _, _) in terms)
        {
            if (!SelectableFields.Allows(type, path))
            {
                throw Failures.BadRequest(SelectableFields.Refusal(type, path));
            }
        }

        return new FieldSelector([.. terms.Select(term => (SelectableFields.StoredPath(type, term.Path), term.Value, term.Negated))]);
    }

    private static (string Path, string Value, bool Negated) Term(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0)
        {
            throw Failures.BadRequest($"invalid field selector: {text}; can't understand '{text}'");
        }

        var negated = text[at - 1] == '!';
        var value = text[(at + 1)..];
        return (text[..(negated ? at - 1 : at)], value.StartsWith('=') ? value[1..] : value, negated);
    }

    private static string Read(JsonObject json, string path)
    {
        JsonNode? node = json;
        foreach (var part in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            node = (node as JsonObject)?[part];
        }

        return node is null ? "" : node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();
    }
}
