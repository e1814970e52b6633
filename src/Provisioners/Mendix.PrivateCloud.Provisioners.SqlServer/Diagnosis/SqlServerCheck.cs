using Mendix.PrivateCloud.Provisioners.SqlServer.Connections;
using Mendix.PrivateCloud.Provisioners.SqlServer.Sql;
using Mendix.PrivateCloud.Provisioning.Checks;
using Microsoft.Data.SqlClient;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Diagnosis;

/// <summary>Finds out by one query whether tenants can be made under a plan.</summary>
internal static class SqlServerCheck
{
    // Null means that this server does not know the question: unknown is not missing (reference, SQL Server 3.2).
    private const string OnPremises = $"""
        SELECT {ServerKind.Columns}, CAST(SERVERPROPERTY(N'IsIntegratedSecurityOnly') AS int), IS_SRVROLEMEMBER(N'sysadmin'),
               HAS_PERMS_BY_NAME(NULL, NULL, N'CREATE ANY DATABASE'), HAS_PERMS_BY_NAME(NULL, NULL, N'ALTER ANY LOGIN')
        """;

    // The administrator of an Azure server is in neither role, and has control of master.
    private const string Azure = $"""
        SELECT {ServerKind.Columns}, CAST(SERVERPROPERTY(N'IsExternalAuthenticationOnly') AS int), HAS_PERMS_BY_NAME(NULL, N'DATABASE', N'CONTROL'),
               IS_ROLEMEMBER(N'dbmanager'), IS_ROLEMEMBER(N'loginmanager')
        """;

    public static async Task<CheckReport> RunAsync(SqlServerPools pools, SqlServerPlan plan, CancellationToken cancellationToken)
    {
        Facts facts;
        try
        {
            facts = await pools.Pool(plan).QueryAsync(null, plan.IsAzureSql ? Azure : OnPremises, [], async reader =>
            {
                await reader.ReadAsync(cancellationToken);
                return new Facts(ServerKind.Read(reader), Answer(reader, 2), Answer(reader, 3), Answer(reader, 4), Answer(reader, 5));
            }, cancellationToken);
        }
        catch (Exception exception) when (SqlServerFailure.Of(exception, plan) is not null)
        {
            return Failed(SqlServerFailure.Of(exception, plan)!, exception);
        }

        return facts.Kind.Failure(plan) is { } wrongKind
            ? Failed(wrongKind, null)
            : new CheckReport([.. Steps(plan).Select(CheckFinding.Pass), .. Rights(facts, plan)]);

        CheckReport Failed(SqlServerFailure failure, Exception? cause) => new(
            [.. Steps(plan).TakeWhile(step => step != failure.Subject).Select(CheckFinding.Pass), new CheckFinding(failure.Subject, failure.ToException(cause))]);
    }

    private static IEnumerable<string> Steps(SqlServerPlan plan) =>
        CheckSubjects.GettingIn.Where(step => step != CheckSubjects.Tls || plan.StrictTls);

    private static IEnumerable<CheckFinding> Rights(Facts facts, SqlServerPlan plan)
    {
        yield return facts.OnlyOtherLogins is true
            ? CheckFinding.Fail(CheckSubjects.SqlLogins,
                $"The server {plan.Address} takes no SQL logins, which environments need.",
                plan.IsAzureSql ? "Turn Entra-only authentication off." : "Set the server's authentication mode to mixed.")
            : CheckFinding.Pass(CheckSubjects.SqlLogins);

        var login = SqlText.Identifier(plan.UserName);
        if (plan.IsAzureSql)
        {
            yield return Right(CheckSubjects.DatabaseManager, facts.Databases, "is not a member of the role dbmanager in master", ServerFailure.RightsRemedy(plan));
            yield return Right(CheckSubjects.LoginManager, facts.Logins, "is not a member of the role loginmanager in master", ServerFailure.RightsRemedy(plan));
        }
        else
        {
            yield return Right(CheckSubjects.CreateDatabase, facts.Databases, "may not create databases",
                $"Let an administrator run: ALTER SERVER ROLE [dbcreator] ADD MEMBER {login}.");
            yield return Right(CheckSubjects.AlterLogin, facts.Logins, "may not create logins",
                $"Let an administrator run: ALTER SERVER ROLE [securityadmin] ADD MEMBER {login}.");
        }

        if (plan.ElasticPool is { Length: > 0 } pool)
        {
            yield return CheckFinding.NotChecked(CheckSubjects.ElasticPool, $"Azure SQL does not tell logins whether the pool '{pool}' exists; the first environment will show it.");
        }

        CheckFinding Right(string name, bool? isHeld, string lack, string remedy) =>
            isHeld is true || facts.IsAdministrator is true ? CheckFinding.Pass(name)
            : isHeld is null ? CheckFinding.NotChecked(name, $"The server {plan.Address} does not know this right.")
            : CheckFinding.Fail(name, $"The login '{plan.UserName}' {lack}.", remedy);
    }

    private static bool? Answer(SqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column) == 1;

    private sealed record Facts(ServerKind Kind, bool? OnlyOtherLogins, bool? IsAdministrator, bool? Databases, bool? Logins);
}
