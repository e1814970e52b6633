using Mendix.PrivateCloud.Provisioners.SqlServer.Parts;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.SqlServer;

/// <summary>What the Mendix runtime is told (reference, SQL Server 5.2).</summary>
internal static class SqlServerSettings
{
    /// <param name="plan">The server.</param>
    /// <param name="tenant">The names.</param>
    /// <param name="slot">The login in use.</param>
    /// <param name="password">Its password.</param>
    /// <param name="isEncrypted">Whether the server offers TLS. The runtime's driver cannot try and fall back as ours does.</param>
    public static RuntimeSettings Of(SqlServerPlan plan, SqlServerTenant tenant, CredentialSlot slot, SecretValue password, bool isEncrypted) => new()
    {
        { "DatabaseType", "SQLSERVER" },
        { "DatabaseHost", plan.Address },
        { "DatabaseName", tenant.Name },
        { "DatabaseUserName", tenant.LoginName(slot) },
        { "DatabasePassword", password },
        { "DatabaseJdbcUrl", $"jdbc:sqlserver://{plan.Address};databaseName={tenant.Name};{Tls(plan.StrictTls, isEncrypted)}" },
    };

    private static string Tls(bool isStrict, bool isEncrypted) =>
        isStrict ? "encrypt=true;trustServerCertificate=false"
        : isEncrypted ? "encrypt=true;trustServerCertificate=true"
        : "encrypt=false";
}
