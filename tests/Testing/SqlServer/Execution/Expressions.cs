using Mendix.PrivateCloud.Testing.SqlServer.Language;

namespace Mendix.PrivateCloud.Testing.SqlServer.Execution;

/// <summary>Gives the value of an expression; a condition gives a bool, or null for unknown.</summary>
internal delegate object? Expression(Scope scope);

/// <summary>The small part of T-SQL's expressions that is understood here; everything else is refused.</summary>
internal static class Expressions
{
    public static Expression Condition(SqlCursor cursor)
    {
        var left = Conjunction(cursor);
        while (cursor.Try("OR"))
        {
            var (first, second) = (left, Conjunction(cursor));
            left = scope => first(scope) is true || second(scope) is true;
        }

        return left;
    }

    public static Expression Value(SqlCursor cursor)
    {
        var left = Operand(cursor);
        while (cursor.Try("+"))
        {
            var (first, second) = (left, Operand(cursor));
            left = scope => first(scope) is { } a && second(scope) is { } b ? $"{a}{b}" : null;
        }

        return left;
    }

    private static Expression Conjunction(SqlCursor cursor)
    {
        var left = Comparison(cursor);
        while (cursor.Try("AND"))
        {
            var (first, second) = (left, Comparison(cursor));
            left = scope => first(scope) is true && second(scope) is true;
        }

        return left;
    }

    private static Expression Comparison(SqlCursor cursor)
    {
        if (cursor.Try("NOT"))
        {
            var inner = Comparison(cursor);
            return scope => inner(scope) is bool known ? !known : null;
        }

        var left = Value(cursor);
        if (cursor.Try("IS"))
        {
            var negated = cursor.Try("NOT");
            cursor.Expect("NULL");
            return scope => (left(scope) is null) != negated;
        }

        var isNot = cursor.Try("NOT");
        if (cursor.Try("IN"))
        {
            var list = List(cursor);
            return scope => left(scope) is { } value ? list.Any(each => AreEqual(value, each(scope))) != isNot : null;
        }

        if (cursor.Try("LIKE"))
        {
            var pattern = Value(cursor);
            return scope => left(scope) is string text && pattern(scope) is string like ? IsLike(text, like) != isNot : null;
        }

        foreach (var (symbol, matches) in Operators)
        {
            if (cursor.Try(symbol))
            {
                var right = Value(cursor);
                return scope => left(scope) is { } a && right(scope) is { } b ? matches(a, b) : null;
            }
        }

        return left;
    }

    private static readonly (string Symbol, Func<object, object, bool> Matches)[] Operators =
    [
        ("=", AreEqual),
        ("<>", (a, b) => !AreEqual(a, b)),
        ("!=", (a, b) => !AreEqual(a, b)),
        (">=", (a, b) => Comparer<object>.Default.Compare(a, b) >= 0),
        ("<=", (a, b) => Comparer<object>.Default.Compare(a, b) <= 0),
        (">", (a, b) => Comparer<object>.Default.Compare(a, b) > 0),
        ("<", (a, b) => Comparer<object>.Default.Compare(a, b) < 0),
    ];

    private static Expression Operand(SqlCursor cursor)
    {
        var token = cursor.Next();
        switch (token.Kind)
        {
            case SqlTokenKind.Text:
                return _ => token.Text;
            case SqlTokenKind.Number:
                var number = int.Parse(token.Text, System.Globalization.CultureInfo.InvariantCulture);
                return _ => number;
            case SqlTokenKind.Binary:
                var bytes = Convert.FromHexString(token.Text);
                return _ => bytes;
            case SqlTokenKind.Variable when token.Text.Equals("@@SPID", StringComparison.OrdinalIgnoreCase):
                return scope => scope.Session.Id;
            case SqlTokenKind.Variable:
                return scope => scope.Variables.TryGetValue(token.Text, out var value)
                    ? value
                    : throw new SqlServerRefusal(137, $"Must declare the scalar variable \"{token.Text}\".", 15);
            case SqlTokenKind.Word when token.Text.Equals("NULL", StringComparison.OrdinalIgnoreCase):
                return _ => null;
            case SqlTokenKind.Word when token.Text.Equals("CAST", StringComparison.OrdinalIgnoreCase):
                return Cast(cursor);
            case SqlTokenKind.Word when cursor.Peek is { Kind: SqlTokenKind.Symbol, Text: "(" }:
                return Functions.Find(token.Text, List(cursor));
            case SqlTokenKind.Word or SqlTokenKind.Name:
                return scope => scope.Row is { } row && row.TryGetValue(token.Text, out var value)
                    ? value
                    : throw new SqlServerRefusal(207, $"Invalid column name '{token.Text}'.");
            case SqlTokenKind.Symbol when token.Text == "(":
                var inner = Condition(cursor);
                cursor.Expect(")");
                return inner;
            default:
                throw SqlServerRefusal.Syntax(token.Text);
        }
    }

    private static Expression Cast(SqlCursor cursor)
    {
        cursor.Expect("(");
        var value = Value(cursor);
        cursor.Expect("AS");
        var type = cursor.Name();
        if (cursor.Peek is { Kind: SqlTokenKind.Symbol, Text: "(" })
        {
            cursor.SkipParentheses();
        }

        cursor.Expect(")");
        return type.ToUpperInvariant() switch
        {
            "INT" => scope => value(scope) is { } known ? Convert.ToInt32(known, System.Globalization.CultureInfo.InvariantCulture) : null,
            "NVARCHAR" or "SYSNAME" => scope => value(scope)?.ToString(),
            _ => throw new SqlServerRefusal(243, $"Type {type} is not understood here."),
        };
    }

    private static List<Expression> List(SqlCursor cursor)
    {
        cursor.Expect("(");
        var list = new List<Expression>();
        while (!cursor.Try(")"))
        {
            if (list.Count > 0)
            {
                cursor.Expect(",");
            }

            list.Add(cursor.Try("*") ? _ => null : Value(cursor));
        }

        return list;
    }

    private static bool AreEqual(object value, object? other) => (value, other) switch
    {
        (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
        // As under the default collation: capitals, and blanks at the end, make no difference.
        (string a, string b) => a.TrimEnd(' ').Equals(b.TrimEnd(' '), StringComparison.OrdinalIgnoreCase),
        (bool a, int b) => a == (b != 0),
        (byte a, int b) => a == b,
        _ => Equals(value, other),
    };

    // Only what the tests need: % at either end, and \_ or [_] for the character itself.
    private static bool IsLike(string text, string pattern)
    {
        var bare = pattern.Replace("[_]", "_", StringComparison.Ordinal).Trim('%');
        return (pattern.StartsWith('%'), pattern.EndsWith('%')) switch
        {
            (true, true) => text.Contains(bare, StringComparison.OrdinalIgnoreCase),
            (true, false) => text.EndsWith(bare, StringComparison.OrdinalIgnoreCase),
            (false, true) => text.StartsWith(bare, StringComparison.OrdinalIgnoreCase),
            _ => text.Equals(bare, StringComparison.OrdinalIgnoreCase),
        };
    }
}
