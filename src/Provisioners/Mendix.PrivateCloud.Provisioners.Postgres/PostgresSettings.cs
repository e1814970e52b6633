using Mendix.PrivateCloud.Provisioners.Postgres.Parts;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Postgres;

/// <summary>What the Mendix runtime is told (reference, storage plans 3.1.1 and 7.2).</summary>
internal static class PostgresSettings
{
    public static RuntimeSettings Of(PostgresPlan plan, PostgresTenant tenant, CredentialSlot slot, SecretValue password) => new()
    {
        { "DatabaseType", "PostgreSQL" },
        { "DatabaseHost", plan.Address },
        { "DatabaseName", tenant.Name },
        { "DatabaseUserName", tenant.LoginName(slot) },
        { "DatabasePassword", password },
        { "DatabaseJdbcUrl", $"jdbc:postgresql://{plan.Address}/{tenant.Name}?sslmode={(plan.StrictTls ? "verify-full" : "prefer")}" },
    };
}
