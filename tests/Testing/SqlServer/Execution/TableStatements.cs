using Mendix.PrivateCloud.Testing.SqlServer.Language;
using Mendix.PrivateCloud.Testing.SqlServer.Model;

namespace Mendix.PrivateCloud.Testing.SqlServer.Execution;

/// <summary>The little that an app's first steps need: make a table, write into it, empty it, drop it.</summary>
internal static class TableStatements
{
    public static Statement? Parse(SqlCursor cursor) =>
        cursor.Try("CREATE TABLE") ? Create(cursor)
        : cursor.Try("DROP TABLE") ? Drop(cursor)
        : cursor.Try("INSERT INTO") ? Insert(cursor)
        : cursor.Try("DELETE FROM") ? Delete(cursor)
        : null;

    /// <summary>A table by its name of one to three parts, if the session may use it so.</summary>
    public static SqlTable Find(Scope scope, (string? Database, string? Schema, string Name) name, string role, string right)
    {
        var database = DatabaseOf(scope, name.Database);
        return !database.Tables.TryGetValue(name.Name, out var table) ? throw new SqlServerRefusal(208, $"Invalid object name '{name.Name}'.")
            : database.IsIn(scope.Login, role) ? table
            : throw new SqlServerRefusal(229, $"The {right} permission was denied on the object '{name.Name}', database '{database.Name}', schema 'dbo'.", 14);
    }

    private static SqlDatabase DatabaseOf(Scope scope, string? name) =>
        name is null ? scope.Database
        : scope.Model.IsAzure && !name.Equals(scope.Session.Database, StringComparison.OrdinalIgnoreCase)
            ? throw new SqlServerRefusal(40515, $"Reference to database and/or server name in '{name}' is not supported in this version of SQL Server.")
        : DatabaseStatements.Accessible(scope, name);

    private static Statement Create(SqlCursor cursor)
    {
        var name = cursor.QualifiedName();
        cursor.Expect("(");
        var columns = new List<string>();
        do
        {
            columns.Add(cursor.Name());
            while (cursor.Peek is not { Kind: SqlTokenKind.Symbol, Text: "," or ")" } and not { Kind: SqlTokenKind.End })
            {
                if (cursor.Peek is { Kind: SqlTokenKind.Symbol, Text: "(" })
                {
                    cursor.SkipParentheses();
                }
                else
                {
                    cursor.Next();
                }
            }
        }
        while (cursor.Try(","));
        cursor.Expect(")");

        return new Statement(scope =>
        {
            var database = DatabaseOf(scope, name.Database);
            if (!database.IsIn(scope.Login, "db_ddladmin"))
            {
                throw new SqlServerRefusal(262, $"CREATE TABLE permission denied in database '{database.Name}'.", 14);
            }

            if (!database.Tables.TryAdd(name.Name, new SqlTable(name.Name, columns)))
            {
                throw new SqlServerRefusal(2714, $"There is already an object named '{name.Name}' in the database.");
            }
        });
    }

    private static Statement Drop(SqlCursor cursor)
    {
        var name = cursor.QualifiedName();
        return new Statement(scope =>
        {
            Find(scope, name, "db_ddladmin", "ALTER");
            DatabaseOf(scope, name.Database).Tables.Remove(name.Name);
        });
    }

    private static Statement Insert(SqlCursor cursor)
    {
        var name = cursor.QualifiedName();
        cursor.Expect("VALUES (");
        var values = new List<Expression>();
        do
        {
            values.Add(Expressions.Value(cursor));
        }
        while (cursor.Try(","));
        cursor.Expect(")");
        return new Statement(scope =>
        {
            var table = Find(scope, name, "db_datawriter", "INSERT");
            table.Rows.Add(values.Count == table.Columns.Count
                ? [.. values.Select(value => value(scope))]
                : throw new SqlServerRefusal(213, "Column name or number of supplied values does not match table definition."));
            scope.Output.Add(1);
        });
    }

    private static Statement Delete(SqlCursor cursor)
    {
        var name = cursor.QualifiedName();
        var condition = cursor.Try("WHERE") ? Expressions.Condition(cursor) : _ => true;
        return new Statement(scope =>
        {
            var table = Find(scope, name, "db_datawriter", "DELETE");
            scope.Output.Add(table.Rows.RemoveAll(row => QueryStatements.Holds(scope, condition, QueryStatements.Named(table, row))));
        });
    }
}
