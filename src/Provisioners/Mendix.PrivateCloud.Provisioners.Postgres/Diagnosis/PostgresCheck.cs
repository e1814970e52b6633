using Mendix.PrivateCloud.Provisioners.Postgres.Connections;
using Mendix.PrivateCloud.Provisioners.Postgres.Sql;
using Mendix.PrivateCloud.Provisioning.Checks;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Diagnosis;

/// <summary>Finds out by one query whether tenants can be made under a plan.</summary>
internal static class PostgresCheck
{
    private const int Version10 = 100000;
    private const int Version16 = 160000;

    private const string Query = """
        SELECT current_setting('server_version_num')::int, pg_catalog.pg_is_in_recovery(), rolsuper, rolcreaterole, rolcreatedb, rolinherit
          FROM pg_catalog.pg_roles WHERE rolname = current_user
        """;

    public static async Task<CheckReport> RunAsync(PostgresPools pools, PostgresPlan plan, CancellationToken cancellationToken)
    {
        Facts facts;
        try
        {
            facts = (await pools.Pool(plan).QueryAsync(
                Query,
                [],
                row => new Facts(row.GetInt32(0), row.GetBoolean(1), row.GetBoolean(2), row.GetBoolean(3), row.GetBoolean(4), row.GetBoolean(5)),
                cancellationToken))[0];
        }
        catch (Exception exception) when (PostgresFailure.Of(exception, plan) is not null)
        {
            var failure = PostgresFailure.Of(exception, plan)!;
            return new CheckReport(
                [.. Steps(plan).TakeWhile(step => step != failure.Subject).Select(CheckFinding.Pass), new CheckFinding(failure.Subject, failure.ToException(exception))]);
        }

        return new CheckReport([.. Steps(plan).Select(CheckFinding.Pass), .. Rights(facts, plan)]);
    }

    private static IEnumerable<string> Steps(PostgresPlan plan) =>
        CheckSubjects.GettingIn.Where(step => step != CheckSubjects.Tls || plan.StrictTls);

    private static IEnumerable<CheckFinding> Rights(Facts facts, PostgresPlan plan)
    {
        yield return Finding(CheckSubjects.Version, facts.Version >= Version10,
            $"The server {plan.Address} has the version {facts.Version / 10000}.",
            "Use PostgreSQL 10 or newer: older ones cannot take a password as a SCRAM verifier.");
        yield return Finding(CheckSubjects.Primary, !facts.IsStandby,
            $"The server {plan.Address} is a read-only copy.",
            "Name the primary server in the plan's field 'host'.");
        yield return Right(CheckSubjects.CreateRole, facts.CreateRole, "may not create roles");
        yield return Right(CheckSubjects.CreateDatabase, facts.CreateDatabase, "may not create databases");
        yield return Right(CheckSubjects.Inherit, facts.Inherit || facts.Version >= Version16, "does not have the rights of the roles it is a member of");

        CheckFinding Right(string name, bool isHeld, string lack) => Finding(name, isHeld || facts.IsSuperuser,
            $"The account '{plan.UserName}' {lack}.",
            $"Let a superuser run: ALTER ROLE {SqlText.Identifier(plan.UserName)} {name}.");
    }

    private static CheckFinding Finding(string subject, bool passed, string problem, string remedy) =>
        passed ? CheckFinding.Pass(subject) : CheckFinding.Fail(subject, problem, remedy);

    private sealed record Facts(int Version, bool IsStandby, bool IsSuperuser, bool CreateRole, bool CreateDatabase, bool Inherit);
}
