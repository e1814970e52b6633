using Mendix.PrivateCloud.Provisioners.Postgres.Connections;
using Mendix.PrivateCloud.Provisioners.Postgres.Diagnosis;
using Mendix.PrivateCloud.Provisioners.Postgres.Parts;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.Postgres;

/// <summary>Gives each environment its own database, owner role and login on a PostgreSQL server.</summary>
internal sealed class PostgresProvisioner(string type, PostgresOptions options, ILogger logger)
    : StorageProvisioner<PostgresPlan>(
        type, StorageCategory.Database, logger, ProvisionerCapabilities.Share | ProvisionerCapabilities.Rotate), IDisposable
{
    private readonly PostgresPools _pools = new(options, logger);

    public void Dispose() => _pools.Dispose();

    protected override TenantBlueprint Draw(PostgresPlan plan, Tenant tenant)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(tenant);
        var password = SecretValue.Random();
        var postgres = new PostgresTenant(_pools, plan, tenant);
        return new TenantBlueprint(
            [new OwnerRolePart(postgres), Login(CredentialSlot.A), Login(CredentialSlot.B), new DatabasePart(postgres)],
            PostgresSettings.Of(plan, postgres, tenant.Slot, password));

        LoginRolePart Login(CredentialSlot slot) => new(postgres, slot, slot == tenant.Slot ? password : null);
    }

    protected override CredentialSlot? SlotInUse(PostgresPlan plan, Tenant tenant, RuntimeSettings current)
    {
        ArgumentNullException.ThrowIfNull(current);
        var postgres = new PostgresTenant(_pools, plan, tenant);
        return current["DatabaseUserName"] is not { } user ? null
            : user == postgres.LoginName(CredentialSlot.A) ? CredentialSlot.A
            : user == postgres.LoginName(CredentialSlot.B) ? CredentialSlot.B
            : null;
    }

    protected override Task<CheckReport> CheckServerAsync(PostgresPlan plan, CancellationToken cancellationToken) =>
        PostgresCheck.RunAsync(_pools, plan, cancellationToken);

    protected override ProvisioningException Classify(Exception exception, PostgresPlan plan) =>
        PostgresFailure.Of(exception, plan)?.ToException(exception) ?? base.Classify(exception, plan);
}
