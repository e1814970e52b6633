using Mendix.PrivateCloud.Provisioners.S3Existing.Diagnosis;
using Mendix.PrivateCloud.Provisioners.Shared.S3;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.S3Existing;

/// <summary>Passes an existing bucket and its key on. A tenant has no parts, so nothing is made and nothing removed.</summary>
internal sealed class S3ExistingProvisioner(string type, S3ExistingOptions options, ILogger logger)
    : StorageProvisioner<S3ExistingPlan>(type, StorageCategory.File, logger)
{
    private readonly S3Clients _clients = new(options.RequestTimeout, options.MaxConnections);

    protected override TenantBlueprint Draw(S3ExistingPlan plan, Tenant tenant) => new([], S3ExistingSettings.Of(plan, tenant));

    protected override async Task<CheckReport> CheckServerAsync(S3ExistingPlan plan, CancellationToken cancellationToken)
    {
        using var client = _clients.Make(plan.Location, plan.AccessKeyId, plan.SecretAccessKey!);
        return await S3ExistingCheck.RunAsync(client, plan, cancellationToken);
    }

    protected override ProvisioningException Classify(Exception exception, S3ExistingPlan plan) =>
        S3ExistingFailure.Of(exception, plan)?.ToException(exception) ?? base.Classify(exception, plan);
}
