using System.Globalization;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Tables;

/// <summary>
/// The part of kubectl's JSONPath that printer columns use: fields (<c>.a.b</c>, <c>['a.b']</c>, <c>.a\.b</c>), positions
/// (<c>[0]</c>, <c>[-1]</c>), all elements (<c>[*]</c>) and filters (<c>[?(@.type=="Ready")]</c>).
/// </summary>
internal sealed class JsonPath
{
    private readonly List<Func<JsonNode?, IEnumerable<JsonNode?>>> _steps = [];

    private JsonPath()
    {
    }

    /// <exception cref="FormatException">The path uses something else, or is malformed.</exception>
    public static JsonPath Parse(string text)
    {
        var path = new JsonPath();
        var rest = text.AsSpan().Trim().TrimStart('$');
        if (rest is ['{', .., '}'])
        {
            rest = rest[1..^1];
        }

        while (!rest.IsEmpty)
        {
            rest = rest[0] == '[' ? path.ReadBracket(rest) : path.ReadField(rest);
        }

        return path;
    }

    /// <summary>All values that the path leads to.</summary>
    public IEnumerable<JsonNode?> Find(JsonNode? root) =>
        _steps.Aggregate((IEnumerable<JsonNode?>)[root], (nodes, step) => nodes.SelectMany(step));

    private ReadOnlySpan<char> ReadField(ReadOnlySpan<char> text)
    {
        if (text[0] != '.')
        {
            throw new FormatException($"expected '.' or '[' before '{text}'");
        }

        var name = new System.Text.StringBuilder();
        var i = 1;
        for (; i < text.Length && text[i] is not ('.' or '['); i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                i++;
            }

            name.Append(text[i]);
        }

        AddField(name.ToString());
        return text[i..];
    }

    private ReadOnlySpan<char> ReadBracket(ReadOnlySpan<char> text)
    {
        var end = ClosingBracket(text);
        var inner = text[1..end].Trim().ToString();
        if (inner == "*")
        {
            AddField(inner);
        }
        else if (inner is ['\'' or '"', .., '\'' or '"'])
        {
            AddField(inner[1..^1], literal: true);
        }
        else if (inner.StartsWith("?(", StringComparison.Ordinal) && inner.EndsWith(')'))
        {
            AddFilter(inner[2..^1]);
        }
        else if (int.TryParse(inner, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
        {
            _steps.Add(node => node is JsonArray items && (index < 0 ? index + items.Count : index) is var i && i >= 0 && i < items.Count
                ? [items[i]]
                : []);
        }
        else
        {
            throw new FormatException($"'[{inner}]' is not supported");
        }

        return text[(end + 1)..];
    }

    private static int ClosingBracket(ReadOnlySpan<char> text)
    {
        var quote = '\0';
        for (var i = 1; i < text.Length; i++)
        {
            if (quote != '\0')
            {
                quote = text[i] == quote ? '\0' : quote;
            }
            else if (text[i] is '\'' or '"')
            {
                quote = text[i];
            }
            else if (text[i] == ']')
            {
                return i;
            }
        }

        throw new FormatException($"'{text}' lacks a closing bracket");
    }

    private void AddField(string name, bool literal = false)
    {
        if (name == "*" && !literal)
        {
            _steps.Add(node => node switch
            {
                JsonArray items => items,
                JsonObject fields => fields.Select(field => field.Value),
                _ => [],
            });
        }
        else if (name.Length > 0)
        {
            _steps.Add(node => node is JsonObject fields && fields.TryGetPropertyValue(name, out var value) ? [value] : []);
        }
    }

    private void AddFilter(string condition)
    {
        foreach (var sign in (string[])["==", "!="])
        {
            var at = condition.IndexOf(sign, StringComparison.Ordinal);
            if (at > 0)
            {
                var left = Parse(condition[..at].Trim().TrimStart('@'));
                var right = condition[(at + sign.Length)..].Trim().Trim('"', '\'');
                var wanted = sign == "==";
                _steps.Add(node => (node as JsonArray)?.Where(item => left.Find(item).Any(value => Text(value) == right) == wanted) ?? []);
                return;
            }
        }

        var path = Parse(condition.Trim().TrimStart('@'));
        _steps.Add(node => (node as JsonArray)?.Where(item => path.Find(item).Any()) ?? []);
    }

    /// <summary>A value as a column shows it: strings bare, everything else as JSON.</summary>
    public static string Text(JsonNode? value) => Json.AsString(value) ?? value?.ToJsonString(Json.Relaxed) ?? "";
}
