using Mendix.PrivateCloud.Testing.SqlServer.Language;

namespace Mendix.PrivateCloud.Testing.SqlServer.Execution;

/// <summary>What stands in parentheses after CREATE DATABASE in Azure SQL.</summary>
internal static class AzureOptions
{
    public static List<string> Parse(SqlCursor cursor)
    {
        var options = new List<string>();
        cursor.Expect("(");
        do
        {
            if (cursor.Try("EDITION ="))
            {
                options.Add($"EDITION={cursor.Text()}");
            }
            else if (cursor.Try("SERVICE_OBJECTIVE = ELASTIC_POOL ( name ="))
            {
                options.Add($"POOL={cursor.Name()}");
                cursor.Expect(")");
            }
            else if (cursor.Try("SERVICE_OBJECTIVE ="))
            {
                options.Add($"OBJECTIVE={cursor.Text()}");
            }
            else
            {
                cursor.Expect("MAXSIZE =");
                options.Add($"MAXSIZE={cursor.Number()} {cursor.Name()}");
            }
        }
        while (cursor.Try(","));
        cursor.Expect(")");
        return options;
    }

    public static void Check(List<string> options)
    {
        if (options.Exists(option => option.StartsWith("EDITION=", StringComparison.Ordinal) && option.EndsWith("NoSuchEdition", StringComparison.Ordinal)))
        {
            throw new SqlServerRefusal(40633, "'NoSuchEdition' is not a valid database edition in this version of SQL Server.");
        }
    }
}
