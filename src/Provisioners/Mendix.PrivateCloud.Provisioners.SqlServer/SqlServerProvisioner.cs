using Mendix.PrivateCloud.Provisioners.SqlServer.Connections;
using Mendix.PrivateCloud.Provisioners.SqlServer.Diagnosis;
using Mendix.PrivateCloud.Provisioners.SqlServer.Parts;
using Mendix.PrivateCloud.Provisioners.SqlServer.Sql;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.SqlServer;

/// <summary>Gives each environment its own database and login on a SQL Server or an Azure SQL server.</summary>
internal sealed class SqlServerProvisioner(string type, SqlServerOptions options, ILogger logger, TimeProvider time)
    : StorageProvisioner<SqlServerPlan>(
        type, StorageCategory.Database, logger, ProvisionerCapabilities.Share | ProvisionerCapabilities.Rotate), IDisposable
{
    private readonly SqlServerPools _pools = new(options, logger);

    public void Dispose() => _pools.Dispose();

    // The logins come first, although they are of no use before the database: their SIDs are what proves that a database
    // without a mark was begun by us. And so they go last, when the database has thrown their sessions out.
    protected override TenantBlueprint Draw(SqlServerPlan plan, Tenant tenant)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(tenant);
        var password = TenantPassword.Create();
        var server = new SqlServerTenant(_pools, plan, tenant, time);
        return new TenantBlueprint(
            [Login(CredentialSlot.A), Login(CredentialSlot.B), new DatabasePart(server, tenant.Slot, password)],
            () => SqlServerSettings.Of(plan, server, tenant.Slot, password, server.IsEncrypted));

        LoginPart Login(CredentialSlot slot) => new(server, slot, slot == tenant.Slot ? password : null);
    }

    protected override CredentialSlot? SlotInUse(SqlServerPlan plan, Tenant tenant, RuntimeSettings current)
    {
        ArgumentNullException.ThrowIfNull(current);
        var server = new SqlServerTenant(_pools, plan, tenant, time);
        return current["DatabaseUserName"] is not { } user ? null
            : user == server.LoginName(CredentialSlot.A) ? CredentialSlot.A
            : user == server.LoginName(CredentialSlot.B) ? CredentialSlot.B
            : null;
    }

    protected override Task<CheckReport> CheckServerAsync(SqlServerPlan plan, CancellationToken cancellationToken) =>
        SqlServerCheck.RunAsync(_pools, plan, cancellationToken);

    protected override ProvisioningException Classify(Exception exception, SqlServerPlan plan) =>
        SqlServerFailure.Of(exception, plan)?.ToException(exception) ?? base.Classify(exception, plan);
}
