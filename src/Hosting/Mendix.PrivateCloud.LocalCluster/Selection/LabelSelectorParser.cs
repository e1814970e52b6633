using System.Globalization;
using Mendix.PrivateCloud.LocalCluster.Http;

namespace Mendix.PrivateCloud.LocalCluster.Selection;

/// <summary>Reads a label selector symbol by symbol, and says in the words of Kubernetes what it found instead of what it expected.</summary>
internal sealed class LabelSelectorParser(string text)
{
    private const string End = "";
    private const string Identifier = "identifier";

    private readonly List<string> _symbols = [.. Symbols(text)];
    private int _next;

    private string Ahead => _next < _symbols.Count ? _symbols[_next] : End;

    public IReadOnlyList<LabelRequirement> Parse()
    {
        var requirements = new List<LabelRequirement>();
        if (!BeginsRequirement(Ahead))
        {
            throw Found(Ahead, "!, identifier, or 'end of string'");
        }

        while (true)
        {
            requirements.Add(Requirement());
            switch (Take())
            {
                case End:
                    return requirements;
                case "," when BeginsRequirement(Ahead):
                    break;
                case ",":
                    throw Found(Ahead, "identifier after ','");
                case var other:
                    throw Found(other, "',' or 'end of string'");
            }
        }
    }

    private LabelRequirement Requirement()
    {
        var absent = Ahead == "!";
        _next += absent ? 1 : 0;
        var key = Take();
        if (!IsIdentifier(key))
        {
            throw FoundInRequirement(key, Identifier);
        }

        if (!key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/'))
        {
            throw Failures.BadRequest($"unable to parse requirement: <nil>: Invalid value: \"{key}\": is not the key of a label");
        }

        if (absent || Ahead is End or ",")
        {
            return new LabelRequirement(key, absent ? LabelOperator.DoesNotExist : LabelOperator.Exists, []);
        }

        return Take() switch
        {
            "in" => new LabelRequirement(key, LabelOperator.In, Values()),
            "notin" => new LabelRequirement(key, LabelOperator.NotIn, Values()),
            "=" or "==" => new LabelRequirement(key, LabelOperator.In, [Value()]),
            "!=" => new LabelRequirement(key, LabelOperator.NotIn, [Value()]),
            ">" => new LabelRequirement(key, LabelOperator.GreaterThan, [Number()]),
            "<" => new LabelRequirement(key, LabelOperator.LessThan, [Number()]),
            var other => throw FoundInRequirement(other, "in, notin, =, ==, !=, gt, lt"),
        };
    }

    private string Value()
    {
        if (Ahead is End or ",")
        {
            return "";
        }

        var value = Take();
        return IsIdentifier(value) ? value : throw FoundInRequirement(value, Identifier);
    }

    private string Number()
    {
        var value = Value();
        return long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? value
            : throw Failures.BadRequest(
                $"unable to parse requirement: values[0]: Invalid value: \"{value}\": for 'Gt', 'Lt' operators, the value must be an integer");
    }

    /// <summary>Values in parentheses; where one is missing it is the empty one.</summary>
    private string[] Values()
    {
        if (Take() is not "(" and var other)
        {
            throw Failures.BadRequest($"unable to parse requirement: found '{other}' expected: '('");
        }

        var values = new List<string>();
        while (true)
        {
            values.Add(IsIdentifier(Ahead) ? Take() : "");
            switch (Take())
            {
                case ")":
                    return [.. values];
                case ",":
                    break;
                case var unexpected:
                    throw FoundInRequirement(unexpected, "',' or ')'");
            }
        }
    }

    private string Take() => _next < _symbols.Count ? _symbols[_next++] : End;

    private static bool BeginsRequirement(string symbol) => symbol == "!" || IsIdentifier(symbol);

    private static bool IsIdentifier(string symbol) => symbol.Length > 0 && !IsSpecial(symbol[0]);

    private static bool IsSpecial(char letter) => letter is '=' or '!' or '(' or ')' or ',' or '>' or '<';

    private static IEnumerable<string> Symbols(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            if (IsSpecial(text[i]))
            {
                i += text.AsSpan(i) is ['=' or '!', '=', ..] ? 2 : 1;
            }
            else
            {
                while (i < text.Length && !IsSpecial(text[i]) && !char.IsWhiteSpace(text[i]))
                {
                    i++;
                }
            }

            yield return text[start..i];
        }
    }

    private static ApiFailure Found(string symbol, string expected) => Failures.BadRequest($"found '{symbol}', expected: {expected}");

    private static ApiFailure FoundInRequirement(string symbol, string expected) =>
        Failures.BadRequest($"unable to parse requirement: found '{symbol}', expected: {expected}");
}
