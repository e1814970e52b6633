using Mendix.PrivateCloud.LocalCluster.Http;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Selection;

/// <summary>A label selector in its text form: <c>a=b,c!=d,e in (f,g),h notin (i),j,!k</c>.</summary>
internal sealed class LabelSelector
{
    public static readonly LabelSelector Everything = new([]);

    private readonly IReadOnlyList<LabelRequirement> _requirements;

    private LabelSelector(IReadOnlyList<LabelRequirement> requirements) => _requirements = requirements;

    public bool IsEverything => _requirements.Count == 0;

    public bool Matches(StoredObject value) => _requirements.All(requirement => requirement.Matches(value.Labels));

    public static LabelSelector Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Everything;
        }

        return new LabelSelector([.. SplitOutsideParentheses(text).Select(part => ParseRequirement(part.Trim(), text))]);
    }

    private static IEnumerable<string> SplitOutsideParentheses(string text)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    private static LabelRequirement ParseRequirement(string part, string whole)
    {
        if (part.StartsWith('!'))
        {
            return new LabelRequirement(Key(part[1..], whole), LabelOperator.DoesNotExist, []);
        }

        if (part.EndsWith(')') && part.IndexOf('(') is > 0 and var open)
        {
            string[] values = [.. part[(open + 1)..^1].Split(',').Select(value => value.Trim())];
            var words = part[..open].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words switch
            {
                [var key, "in"] => new LabelRequirement(Key(key, whole), LabelOperator.In, values),
                [var key, "notin"] => new LabelRequirement(Key(key, whole), LabelOperator.NotIn, values),
                _ => throw Malformed(whole),
            };
        }

        var (position, length, kind) = FindOperator(part);
        return position < 0
            ? new LabelRequirement(Key(part, whole), LabelOperator.Exists, [])
            : new LabelRequirement(Key(part[..position], whole), kind, [part[(position + length)..].Trim()]);
    }

    private static (int Position, int Length, LabelOperator Operator) FindOperator(string part)
    {
        foreach (var (symbol, kind) in new[]
        {
            ("!=", LabelOperator.NotIn), ("==", LabelOperator.In), ("=", LabelOperator.In),
            (">", LabelOperator.GreaterThan), ("<", LabelOperator.LessThan),
        })
        {
            if (part.IndexOf(symbol, StringComparison.Ordinal) is >= 0 and var position)
            {
                return (position, symbol.Length, kind);
            }
        }

        return (-1, 0, LabelOperator.Exists);
    }

    private static string Key(string text, string whole)
    {
        var key = text.Trim();
        return key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/') ? key : throw Malformed(whole);
    }

    private static ApiFailure Malformed(string text) =>
        Failures.BadRequest($"unable to parse requirement: the label selector \"{text}\" is malformed");
}
