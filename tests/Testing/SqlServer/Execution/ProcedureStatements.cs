using Mendix.PrivateCloud.Testing.SqlServer.Language;
using Mendix.PrivateCloud.Testing.SqlServer.Model;

namespace Mendix.PrivateCloud.Testing.SqlServer.Execution;

/// <summary>The procedures for extended properties, dynamic statements, and the variables that those need.</summary>
internal static class ProcedureStatements
{
    private const int LongestProperty = 7500;

    public static Statement? Parse(SqlCursor cursor)
    {
        if (cursor.Try("DECLARE"))
        {
            return Declare(cursor);
        }

        if (cursor.Try("IF"))
        {
            var condition = Expressions.Condition(cursor);
            var then = Batch.ParseOne(cursor);
            var otherwise = cursor.Try("ELSE") ? Batch.ParseOne(cursor) : null;
            return new Statement(scope => (condition(scope) is true ? then : otherwise)?.Run(scope));
        }

        if (!cursor.Try("EXEC"))
        {
            return null;
        }

        if (cursor.Try("("))
        {
            var variable = cursor.Variable();
            cursor.Expect(")");
            return new Statement(scope => Batch.Run(scope.Variables[variable] as string ?? "", scope));
        }

        return Procedure(cursor);
    }

    private static Statement Declare(SqlCursor cursor)
    {
        var variable = cursor.Variable();
        cursor.Name();
        cursor.SkipParentheses();
        cursor.Expect("=");
        var value = Expressions.Value(cursor);
        return new Statement(scope => scope.Variables[variable] = value(scope));
    }

    private static Statement Procedure(SqlCursor cursor)
    {
        cursor.Expect("sys .");
        var procedure = cursor.Name();
        var arguments = new Dictionary<string, Expression>(StringComparer.OrdinalIgnoreCase);
        do
        {
            var name = cursor.Variable();
            cursor.Expect("=");
            arguments.Add(name, Expressions.Value(cursor));
        }
        while (cursor.Try(","));

        return new Statement(scope =>
        {
            scope.Database.RequireOwner(scope.Login, procedure);
            var property = (string)arguments["@name"](scope)!;
            var value = arguments.GetValueOrDefault("@value")?.Invoke(scope) as string ?? "";
            var (properties, exists) = (scope.Database.Properties, scope.Database.Properties.ContainsKey(property));
            if (value.Length * 2 > LongestProperty)
            {
                throw new SqlServerRefusal(15097, "The size associated with an extended property cannot be more than 7,500 bytes.");
            }

            switch (procedure.ToUpperInvariant(), exists)
            {
                case ("SP_ADDEXTENDEDPROPERTY", true):
                    throw new SqlServerRefusal(15233, $"Property cannot be added. Property '{property}' already exists for 'object specified'.");
                case ("SP_ADDEXTENDEDPROPERTY", false) or ("SP_UPDATEEXTENDEDPROPERTY", true):
                    properties[property] = value;
                    break;
                case ("SP_DROPEXTENDEDPROPERTY", true):
                    properties.Remove(property);
                    break;
                case ("SP_UPDATEEXTENDEDPROPERTY" or "SP_DROPEXTENDEDPROPERTY", false):
                    throw new SqlServerRefusal(15217, $"Property cannot be updated or deleted. Property '{property}' does not exist for 'object specified'.");
                default:
                    throw new SqlServerRefusal(2812, $"Could not find stored procedure 'sys.{procedure}'.");
            }
        });
    }
}
