using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>Reads one file; problems and good objects side by side.</summary>
internal sealed partial class ManifestParser(string file)
{
    public ProblemList Problems { get; } = new(file);

    public List<Manifest> Manifests { get; } = [];

    public void Parse(string text)
    {
        foreach (var document in new SourceReader(new StringReader(text), Problems).ReadAll())
        {
            ParseDocument(document);
        }
    }

    private void ParseDocument(SourceNode document)
    {
        switch (document)
        {
            case SourceScalar { Kind: ScalarKind.Null }:
                return;
            case SourceMap map when IsList(map) && map.Find("items")?.Value is SourceList items:
                foreach (var item in items.Items)
                {
                    ParseDocument(item);
                }

                return;
            case SourceMap map:
                ParseObject(map);
                return;
            default:
                Problems.Error(document, "", $"this is {document.Describe()}, but an object with apiVersion, kind and metadata is wanted.");
                return;
        }
    }

    private static bool IsList(SourceMap map) =>
        map.Find("kind")?.Value is SourceScalar { Text: "List" } && map.Find("apiVersion")?.Value is SourceScalar { Text: "v1" };

    private void ParseObject(SourceMap map)
    {
        var errorsBefore = Problems.Errors.Count;
        var apiVersion = RequiredText(map, "apiVersion", "such as privatecloud.mendix.com/v1alpha1");
        var kind = RequiredText(map, "kind", "such as MendixApp");
        CheckName(map, isKnown: apiVersion is not null && kind is not null && KnownKinds.Find(apiVersion.Text, kind.Text) is not null);
        if (apiVersion is null || kind is null || !CheckKind(apiVersion, kind))
        {
            return;
        }

        new SchemaChecker(Problems, kind.Text).Check(map, KnownKinds.Schema(apiVersion.Text, kind.Text));
        if (Problems.Errors.Count > errorsBefore)
        {
            return;
        }

        var json = SourceJson.ToElement(map);
        if (Deserializes(map, json, KnownKinds.Find(apiVersion.Text, kind.Text)))
        {
            Manifests.Add(new Manifest(file, map.Line, apiVersion.Text, kind.Text, json));
        }
    }

    private SourceScalar? RequiredText(SourceMap map, string field, string example)
    {
        switch (map.Find(field)?.Value)
        {
            case SourceScalar { Kind: ScalarKind.Text, Text.Length: > 0 } text:
                return text;
            case null or SourceScalar { Kind: ScalarKind.Null }:
                Problems.Error(map, field, $"is missing. Add it, {example}.");
                return null;
            case var other:
                Problems.Error(other, field, $"is {other.Describe()}, but text is wanted, {example}.");
                return null;
        }
    }

    private bool CheckKind(SourceScalar apiVersion, SourceScalar kind)
    {
        var mistake = KnownKinds.FindMistake(apiVersion.Text, kind.Text);
        if (mistake is { } found)
        {
            Problems.Error(found.Field == "kind" ? kind : apiVersion, found.Field, found.Message);
        }

        return mistake is null;
    }

    private void CheckName(SourceMap map, bool isKnown)
    {
        switch (map.Find("metadata"))
        {
            case null or { Value: SourceScalar { Kind: ScalarKind.Null } }:
                Problems.Error(map, "metadata.name", "is missing. Give the object a name.");
                break;
            case { Value: SourceMap metadata } entry when metadata.Find("name")?.Value is null or SourceScalar { Text.Length: 0 } or SourceScalar { Kind: ScalarKind.Null }:
                Problems.Error(entry.Line, entry.Column, "metadata.name", "is missing. Give the object a name.");
                break;
            case { Value: SourceMap metadata } when isKnown && metadata.Find("name")!.Value is SourceScalar { Kind: ScalarKind.Text } name
                && !(name.Text.Length <= 253 && ObjectName().IsMatch(name.Text)):
                Problems.Error(
                    name,
                    "metadata.name",
                    $"'{name.Text}' is not a name. Use lower-case letters, digits, '-' and '.', at most 253, a letter or digit at both ends.");
                break;
        }
    }

    private bool Deserializes(SourceMap map, JsonElement json, KnownKind? kind)
    {
        try
        {
            kind?.Deserialize(json);
            return true;
        }
        catch (JsonException exception)
        {
            var (node, path) = SourcePath.Find(map, exception.Path ?? "$");
            Problems.Error(node, path, $"is {node.Describe()}, which does not fit this field of {kind!.Definition.Kind}. Correct its type.");
            return false;
        }
    }

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9.]*[a-z0-9])?\z")]
    private static partial Regex ObjectName();
}
