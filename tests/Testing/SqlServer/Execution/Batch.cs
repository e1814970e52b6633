using Mendix.PrivateCloud.Testing.SqlServer.Language;

namespace Mendix.PrivateCloud.Testing.SqlServer.Execution;

/// <summary>Understands and performs statements. What is not understood is refused, never passed over.</summary>
internal static class Batch
{
    // In the order of asking; the first that knows the keywords takes it.
    private static readonly Func<SqlCursor, Statement?>[] Families =
    [
        LoginStatements.Parse, DatabaseStatements.Parse, UserStatements.Parse, ServerStatements.Parse,
        ProcedureStatements.Parse, TableStatements.Parse, QueryStatements.Parse,
    ];

    public static void Run(string text, Scope scope)
    {
        var statements = Parse(new SqlCursor(SqlTokenizer.Tokens(text)));
        if (scope.Model.IsAzure && statements.Count > 1 && statements.Any(statement => statement.StandsAlone))
        {
            throw new SqlServerRefusal(40530, "The statement must be the only statement in the batch.");
        }

        statements.ForEach(statement => statement.Run(scope));
    }

    public static Statement ParseOne(SqlCursor cursor) =>
        Families.Select(family => family(cursor)).FirstOrDefault(statement => statement is not null) ?? throw SqlServerRefusal.Syntax(cursor.Peek.Text);

    private static List<Statement> Parse(SqlCursor cursor)
    {
        var statements = new List<Statement>();
        while (!cursor.AtEnd)
        {
            if (!cursor.Try(";"))
            {
                statements.Add(ParseOne(cursor));
            }
        }

        return statements;
    }
}
