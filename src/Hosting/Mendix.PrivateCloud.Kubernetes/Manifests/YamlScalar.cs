using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>How a text is written so that every YAML reader, of version 1.1 or 1.2, reads the same text back.</summary>
internal static partial class YamlScalar
{
    /// <summary>Words that YAML 1.1 takes for something else than text.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<", ".inf", "-.inf", "+.inf", ".nan",
    };

    /// <summary>Several lines become a block, everything else is quoted where needed.</summary>
    public static string Text(string text, int indent) => IsBlock(text) ? Block(text, indent) : Quote(text);

    /// <summary>The text on one line, quoted where needed.</summary>
    public static string Quote(string text) => IsPlain(text) ? text : Escape(text);

    private static bool IsPlain(string text) =>
        !Reserved.Contains(text)
        && PlainText().IsMatch(text)
        && !text.Contains(": ", StringComparison.Ordinal)
        && !text.Contains(" #", StringComparison.Ordinal)
        && text[^1] is not (':' or ' ')
        && !NumberOrDate().IsMatch(text);

    private static bool IsBlock(string text) =>
        text.AsSpan(0, Math.Max(0, text.Length - 1)).Contains('\n')
        && text[0] is not (' ' or '\n')
        && !text.EndsWith("\n\n", StringComparison.Ordinal)
        && !text.Contains(" \n", StringComparison.Ordinal)
        && text.All(c => c == '\n' || IsPrintable(c));

    private static string Block(string text, int indent)
    {
        var padding = new string(' ', indent);
        var lines = text.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? "" : padding + line);
        return (text.EndsWith('\n') ? "|\n" : "|-\n") + string.Join('\n', lines);
    }

    private static string Escape(string text)
    {
        var output = new StringBuilder("\"");
        foreach (var c in text)
        {
            output.Append(c switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\r' => "\\r",
                _ when IsPrintable(c) || char.IsSurrogate(c) => c.ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            });
        }

        return output.Append('"').ToString();
    }

    private static bool IsPrintable(char c) =>
        !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff');

    // Starts with a letter, a digit or one of the signs that open nothing; then anything printable in ASCII.
    [GeneratedRegex(@"\A[A-Za-z0-9_./(^+$<;=\\-][\x20-\x7e]*\z")]
    private static partial Regex PlainText();

    // Numbers in any notation of YAML 1.1 (octal, underscores, sexagesimal) and dates.
    [GeneratedRegex(@"\A([-+.]?[0-9][0-9_,.:xXoObBa-fA-F+-]*([tT ].*)?|[-+]?\.[0-9].*|-(-.*| .*)?|\.{3}.*)\z")]
    private static partial Regex NumberOrDate();
}
