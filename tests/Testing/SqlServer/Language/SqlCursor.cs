namespace Mendix.PrivateCloud.Testing.SqlServer.Language;

/// <summary>Reads statements token by token.</summary>
internal sealed class SqlCursor(IReadOnlyList<SqlToken> tokens)
{
    private const int LongestName = 128;
    private int _at;

    public SqlToken Peek => _at < tokens.Count ? tokens[_at] : new(SqlTokenKind.End, "");

    public bool AtEnd => Peek.Kind == SqlTokenKind.End;

    public SqlToken Next()
    {
        var token = Peek;
        _at++;
        return token;
    }

    /// <summary>Whether these keywords, separated by blanks, or this symbol come next; then they are read.</summary>
    public bool Try(string words)
    {
        var begin = _at;
        foreach (var word in words.Split(' '))
        {
            if (Peek.Kind is not (SqlTokenKind.Word or SqlTokenKind.Symbol) || !Peek.Text.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                _at = begin;
                return false;
            }

            _at++;
        }

        return true;
    }

    /// <summary>Reads these keywords or this symbol.</summary>
    public void Expect(string words)
    {
        if (!Try(words))
        {
            throw SqlServerRefusal.Syntax(Peek.Text);
        }
    }

    /// <summary>A name, with or without brackets.</summary>
    public string Name()
    {
        var token = Next();
        return token.Kind is not (SqlTokenKind.Name or SqlTokenKind.Word) ? throw SqlServerRefusal.Syntax(token.Text)
            : token.Text.Length is 0 or > LongestName ? throw new SqlServerRefusal(103, $"The identifier that starts with '{token.Text[..Math.Min(20, token.Text.Length)]}' is too long.", 15)
            : token.Text;
    }

    /// <summary>A name of one to three parts; what is left out is null.</summary>
    public (string? Database, string? Schema, string Name) QualifiedName()
    {
        var parts = new List<string> { Name() };
        while (Try("."))
        {
            parts.Add(Name());
        }

        return parts switch
        {
            [var name] => (null, null, name),
            [var schema, var name] => (null, schema, name),
            [var database, var schema, var name] => (database, schema, name),
            _ => throw SqlServerRefusal.Syntax(parts[^1]),
        };
    }

    public string Text() => Take(SqlTokenKind.Text);

    public int Number() => int.Parse(Take(SqlTokenKind.Number), System.Globalization.CultureInfo.InvariantCulture);

    public byte[] Binary() => Convert.FromHexString(Take(SqlTokenKind.Binary));

    public string Variable() => Take(SqlTokenKind.Variable);

    /// <summary>ON or OFF.</summary>
    public bool Switch() => Try("ON") || (Try("OFF") ? false : throw SqlServerRefusal.Syntax(Peek.Text));

    /// <summary>Everything in the parentheses that come next, which may be nested.</summary>
    public void SkipParentheses()
    {
        Expect("(");
        for (var depth = 1; depth > 0;)
        {
            depth += Next() switch
            {
                { Kind: SqlTokenKind.End } => throw SqlServerRefusal.Syntax(")"),
                { Kind: SqlTokenKind.Symbol, Text: "(" } => 1,
                { Kind: SqlTokenKind.Symbol, Text: ")" } => -1,
                _ => 0,
            };
        }
    }

    private string Take(SqlTokenKind kind)
    {
        var token = Next();
        return token.Kind == kind ? token.Text : throw SqlServerRefusal.Syntax(token.Text);
    }
}
