using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>Checks a YAML tree against a schema and names line, field and remedy of whatever does not fit.</summary>
internal sealed class SchemaChecker(ProblemList problems, string kind)
{
    /// <summary>Checks a whole object.</summary>
    public void Check(SourceMap document, JsonSchema schema) => CheckMap(document, schema, "");

    private void Check(SourceNode node, JsonSchema schema, string path)
    {
        // The server takes an empty field for an absent one.
        if (node is SourceScalar { Kind: ScalarKind.Null })
        {
            return;
        }

        switch (schema.IntOrString == true ? "int-or-string" : schema.Type)
        {
            case null:
                break;
            case "object" when node is SourceMap map:
                CheckMap(map, schema, path);
                break;
            case "array" when node is SourceList list:
                CheckList(list, schema, path);
                break;
            case "object":
                problems.Error(node, path, $"is {node.Describe()}, but an object is wanted. Write its fields below it, indented.");
                break;
            case "array":
                problems.Error(node, path, $"is {node.Describe()}, but a list is wanted. Write each item in a line of its own, after '- '.");
                break;
            default:
                ScalarChecker.Check(problems, node, schema, path);
                break;
        }
    }

    private void CheckMap(SourceMap map, JsonSchema schema, string path)
    {
        foreach (var entry in map.Entries)
        {
            var field = FieldPath.Append(path, entry.Key);
            if (schema.Properties?.GetValueOrDefault(entry.Key) is { } known)
            {
                Check(entry.Value, known, field);
            }
            else if (schema.AdditionalProperties is { } values)
            {
                Check(entry.Value, values, field);
            }
            else if (schema.Properties is { } properties)
            {
                ReportUnknown(entry, schema, field, Suggestion.For(entry.Key, properties.Keys));
            }
        }

        foreach (var name in schema.Required ?? [])
        {
            if (map.Find(name)?.Value is null or SourceScalar { Kind: ScalarKind.Null })
            {
                problems.Error(map, FieldPath.Append(path, name), $"is missing.{Hint(schema.Properties![name])}");
            }
        }
    }

    private void ReportUnknown(SourceEntry entry, JsonSchema schema, string field, string suggestion)
    {
        if (schema.PreserveUnknownFields == true)
        {
            problems.Warning(entry.Line, entry.Column, field, $"is no field of {kind} that this version knows; it is kept.{suggestion}");
        }
        else
        {
            var remedy = suggestion.Length > 0 ? suggestion : $" Remove it; the fields here are {string.Join(", ", schema.Properties!.Keys)}.";
            problems.Error(entry.Line, entry.Column, field, $"is no field of {kind}.{remedy}");
        }
    }

    private void CheckList(SourceList list, JsonSchema schema, string path)
    {
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (list.Items[i] is SourceScalar { Kind: ScalarKind.Null })
            {
                problems.Error(list.Items[i], $"{path}[{i}]", "is empty. Fill the item or remove its line.");
                continue;
            }

            Check(list.Items[i], schema.Items!, $"{path}[{i}]");
        }

        foreach (var key in schema.ListMapKeys ?? [])
        {
            CheckUnique(list, key, path);
        }
    }

    private void CheckUnique(SourceList list, string key, string path)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (list.Items[i] is SourceMap item && item.Find(key)?.Value is SourceScalar value && !seen.TryAdd(value.Text, value.Line))
            {
                problems.Error(value, $"{path}[{i}].{key}", $"'{value.Text}' is given twice, first in line {seen[value.Text]}. Keep one.");
            }
        }
    }

    private static string Hint(JsonSchema schema) => schema.Enum is { } words
        ? $" Add it: one of {string.Join(", ", words)}."
        : schema.Description is { } meaning ? $" Add it: {meaning}" : " Add it.";
}
