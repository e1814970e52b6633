using Mendix.PrivateCloud.Testing.SqlServer.Language;
using Mendix.PrivateCloud.Testing.SqlServer.Model;

namespace Mendix.PrivateCloud.Testing.SqlServer.Execution;

/// <summary>SELECT from nothing, one catalog view, or one table.</summary>
internal static class QueryStatements
{
    public static Statement? Parse(SqlCursor cursor)
    {
        if (!cursor.Try("SELECT"))
        {
            return null;
        }

        if (cursor.Peek.Kind == SqlTokenKind.Variable && cursor.Peek.Text is not ['@', '@', ..])
        {
            return Accumulate(cursor);
        }

        if (cursor.Try("COUNT ( * )"))
        {
            var counted = Source(cursor);
            return new Statement(scope => scope.Output.Add(new SqlResult([""], [[counted(scope).Count()]])));
        }

        var columns = new List<(string Name, Expression Value)>();
        do
        {
            var name = cursor.Peek.Kind is SqlTokenKind.Word or SqlTokenKind.Name ? cursor.Peek.Text : "";
            columns.Add((name, Expressions.Value(cursor)));
        }
        while (cursor.Try(","));

        var rows = Source(cursor);
        return new Statement(scope => scope.Output.Add(new SqlResult(
            [.. columns.Select(column => column.Name)],
            [.. rows(scope).Select(row => columns.Select(column => Of(scope, column.Value, row)).ToArray())])));
    }

    public static bool Holds(Scope scope, Expression condition, IReadOnlyDictionary<string, object?> row) => Of(scope, condition, row) is true;

    public static IReadOnlyDictionary<string, object?> Named(SqlTable table, object?[] row) =>
        table.Columns.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.OrdinalIgnoreCase);

    // SELECT @text += … for every row.
    private static Statement Accumulate(SqlCursor cursor)
    {
        var variable = cursor.Variable();
        cursor.Expect("+=");
        var piece = Expressions.Value(cursor);
        var rows = Source(cursor);
        return new Statement(scope =>
        {
            foreach (var row in rows(scope).ToList())
            {
                scope.Variables[variable] = $"{scope.Variables[variable]}{Of(scope, piece, row)}";
            }
        });
    }

    private static Func<Scope, IEnumerable<IReadOnlyDictionary<string, object?>>> Source(SqlCursor cursor)
    {
        if (!cursor.Try("FROM"))
        {
            return _ => [new Dictionary<string, object?>()];
        }

        var name = cursor.QualifiedName();
        var condition = cursor.Try("WHERE") ? Expressions.Condition(cursor) : _ => true;
        return scope => Rows(scope, name).Where(row => Holds(scope, condition, row));
    }

    private static IEnumerable<IReadOnlyDictionary<string, object?>> Rows(Scope scope, (string? Database, string? Schema, string Name) name)
    {
        if ("sys".Equals(name.Schema, StringComparison.OrdinalIgnoreCase) && name.Database is null)
        {
            return Catalog.Rows(scope, name.Name);
        }

        var table = TableStatements.Find(scope, name, "db_datareader", "SELECT");
        return table.Rows.Select(row => Named(table, row));
    }

    private static object? Of(Scope scope, Expression expression, IReadOnlyDictionary<string, object?> row)
    {
        var before = scope.Row;
        scope.Row = row;
        try
        {
            return expression(scope);
        }
        finally
        {
            scope.Row = before;
        }
    }
}
