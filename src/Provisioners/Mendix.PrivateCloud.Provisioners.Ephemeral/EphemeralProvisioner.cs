using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.Ephemeral;

/// <summary>A type whose tenants live inside the runtime: no server, no parts, only settings.</summary>
internal abstract class EphemeralProvisioner(string type, StorageCategory category, Func<RuntimeSettings> settings, ILogger logger, int? maxReplicas)
    : StorageProvisioner<EphemeralPlan>(type, category, logger, maxReplicas: maxReplicas)
{
    protected sealed override TenantBlueprint Draw(EphemeralPlan plan, Tenant tenant) => new([], settings);

    protected sealed override Task<CheckReport> CheckServerAsync(EphemeralPlan plan, CancellationToken cancellationToken) =>
        Task.FromResult(new CheckReport([]));
}
