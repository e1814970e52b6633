using Mendix.PrivateCloud.Provisioners.Jdbc.Diagnosis;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.Jdbc;

/// <summary>
/// Passes on how to reach a database that somebody else made. There are no parts: nothing is made, and removing an
/// environment leaves the database as it is. Two environments in one database would overwrite each other's tables, so a
/// plan serves one at a time.
/// </summary>
internal sealed class JdbcProvisioner(string type, JdbcOptions options, TimeProvider time, ILogger logger)
    : StorageProvisioner<JdbcPlan>(type, StorageCategory.Database, logger, ProvisionerCapabilities.None)
{
    protected override TenantBlueprint Draw(JdbcPlan plan, Tenant tenant) => new([], JdbcSettings.Of(plan));

    protected override Task<CheckReport> CheckServerAsync(JdbcPlan plan, CancellationToken cancellationToken) =>
        JdbcCheck.RunAsync(plan, options, time, cancellationToken);
}
