using Mendix.PrivateCloud.Provisioners.SqlServer.Sql;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Azure;

/// <summary>The part of CREATE DATABASE that Azure SQL has and no other server understands.</summary>
internal static class AzureDatabaseOptions
{
    /// <summary><c> (EDITION = …, …)</c> with what the plan says; empty when it says nothing.</summary>
    public static string Of(SqlServerPlan plan)
    {
        var options = new List<string>();
        if (plan.Edition is { Length: > 0 } edition)
        {
            options.Add($"EDITION = {SqlText.Literal(edition)}");
        }

        if (plan.ElasticPool is { Length: > 0 } pool)
        {
            options.Add($"SERVICE_OBJECTIVE = ELASTIC_POOL(name = {SqlText.Identifier(pool)})");
        }
        else if (plan.ServiceObjective is { Length: > 0 } objective)
        {
            options.Add($"SERVICE_OBJECTIVE = {SqlText.Literal(objective)}");
        }

        if (plan.MaximumSize is { Length: > 0 } size)
        {
            // Neither a literal nor an identifier: only what the rules have taken apart and put together again.
            options.Add($"MAXSIZE = {AzureOptionRules.Size(size)}");
        }

        return options.Count == 0 ? "" : $" ({string.Join(", ", options)})";
    }
}
