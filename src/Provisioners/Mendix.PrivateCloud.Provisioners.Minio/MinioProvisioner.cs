using Mendix.PrivateCloud.Provisioners.Minio.Connections;
using Mendix.PrivateCloud.Provisioners.Minio.Diagnosis;
using Mendix.PrivateCloud.Provisioners.Minio.Parts;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.Minio;

/// <summary>Gives each environment its own bucket on a MinIO server, and a user that may use this bucket and nothing else.</summary>
internal sealed class MinioProvisioner(string type, MinioOptions options, TimeProvider time, ILogger logger)
    : StorageProvisioner<MinioPlan>(
        type,
        StorageCategory.File,
        logger,
        ProvisionerCapabilities.Share | ProvisionerCapabilities.Rotate | ProvisionerCapabilities.Retain), IDisposable
{
    private readonly MinioClients _clients = new(options, time, logger);

    public void Dispose() => _clients.Dispose();

    // The policy comes first and goes last: it bears the mark that proves whose an untagged bucket and a user without policy are.
    protected override TenantBlueprint Draw(MinioPlan plan, Tenant tenant)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(tenant);
        var secretKey = SecretValue.Random(40);
        var minio = new MinioTenant(_clients, plan, tenant);
        return new TenantBlueprint(
            [new PolicyPart(minio), new BucketPart(minio, plan.PreventDataDeletion), User(CredentialSlot.A), User(CredentialSlot.B)],
            MinioSettings.Of(plan, options, minio, tenant.Slot, secretKey));

        UserPart User(CredentialSlot slot) => new(minio, slot, slot == tenant.Slot ? secretKey : null);
    }

    protected override CredentialSlot? SlotInUse(MinioPlan plan, Tenant tenant, RuntimeSettings current)
    {
        ArgumentNullException.ThrowIfNull(current);
        var minio = new MinioTenant(_clients, plan, tenant);
        return current[MinioSettings.AccessKey] is not { } user ? null
            : user == minio.UserName(CredentialSlot.A) ? CredentialSlot.A
            : user == minio.UserName(CredentialSlot.B) ? CredentialSlot.B
            : null;
    }

    protected override Task<CheckReport> CheckServerAsync(MinioPlan plan, CancellationToken cancellationToken) =>
        MinioCheck.RunAsync(_clients, plan, cancellationToken);

    protected override ProvisioningException Classify(Exception exception, MinioPlan plan) =>
        MinioFailure.Of(exception, plan)?.ToException(exception) ?? base.Classify(exception, plan);
}
