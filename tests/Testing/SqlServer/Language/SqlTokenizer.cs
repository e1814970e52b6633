using System.Text;

namespace Mendix.PrivateCloud.Testing.SqlServer.Language;

/// <summary>Takes statements apart as SQL Server does: what is inside of quotes or brackets is never a keyword.</summary>
internal static class SqlTokenizer
{
    private static readonly string[] LongSymbols = ["+=", "<>", "<=", ">=", "!=", "::"];

    public static List<SqlToken> Tokens(string text)
    {
        var tokens = new List<SqlToken>();
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (text.AsSpan(at).StartsWith("--", StringComparison.Ordinal))
            {
                at = text.IndexOf('\n', at) is var line and >= 0 ? line : text.Length;
            }
            else if (c == '[')
            {
                tokens.Add(new(SqlTokenKind.Name, Quoted(text, ref at, ']')));
            }
            else if (c == '\'')
            {
                tokens.Add(new(SqlTokenKind.Text, Quoted(text, ref at, '\'')));
            }
            else if (c is 'N' or 'n' && at + 1 < text.Length && text[at + 1] == '\'')
            {
                at++;
                tokens.Add(new(SqlTokenKind.Text, Quoted(text, ref at, '\'')));
            }
            else if (text.AsSpan(at).StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            {
                at += 2;
                tokens.Add(new(SqlTokenKind.Binary, While(text, ref at, char.IsAsciiHexDigit)));
            }
            else if (char.IsAsciiDigit(c))
            {
                tokens.Add(new(SqlTokenKind.Number, While(text, ref at, char.IsAsciiDigit)));
            }
            else if (c == '@')
            {
                tokens.Add(new(SqlTokenKind.Variable, While(text, ref at, IsOfName)));
            }
            else if (char.IsLetter(c) || c is '_' or '#')
            {
                tokens.Add(new(SqlTokenKind.Word, While(text, ref at, IsOfName)));
            }
            else
            {
                var symbol = LongSymbols.FirstOrDefault(known => text.AsSpan(at).StartsWith(known, StringComparison.Ordinal)) ?? c.ToString();
                at += symbol.Length;
                tokens.Add(new(SqlTokenKind.Symbol, symbol));
            }
        }

        return tokens;
    }

    private static bool IsOfName(char c) => char.IsLetterOrDigit(c) || c is '_' or '@' or '#' or '$';

    private static string While(string text, ref int at, Func<char, bool> belongs)
    {
        var begin = at;
        while (at < text.Length && belongs(text[at]))
        {
            at++;
        }

        return text[begin..at];
    }

    private static string Quoted(string text, ref int at, char end)
    {
        var content = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != end)
            {
                content.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == end)
            {
                content.Append(end);
                at++;
            }
            else
            {
                at++;
                return content.ToString();
            }
        }

        throw new SqlServerRefusal(105, "Unclosed quotation mark.", 15);
    }
}
