using Mendix.PrivateCloud.Provisioners.Postgres.Sql;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Parts;

/// <summary>Drops a database although sessions are live in it.</summary>
internal static class DatabaseRemoval
{
    private const int Version13 = 130000;

    public static IEnumerable<Effect> Effects(PostgresTenant tenant, int serverVersion)
    {
        var database = SqlText.Identifier(tenant.Name);
        if (serverVersion >= Version13)
        {
            // The server itself keeps new sessions out while it ends the old ones.
            yield return tenant.Effect($"DROP DATABASE {database} WITH (FORCE)");
            yield break;
        }

        yield return tenant.Effect($"ALTER DATABASE {database} ALLOW_CONNECTIONS false");
        yield return tenant.Effect($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {SqlText.Literal(tenant.Name)}");

        // It waits up to 5 seconds for the ended sessions to leave; longer than that is a transient failure.
        yield return tenant.Effect($"DROP DATABASE {database}");
    }
}
