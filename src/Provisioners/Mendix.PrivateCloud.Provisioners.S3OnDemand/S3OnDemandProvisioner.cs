using Mendix.PrivateCloud.Provisioners.S3OnDemand.Connections;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Diagnosis;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Parts;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand;

/// <summary>Gives each environment an IAM user of its own, and a bucket or a prefix that only this user reaches.</summary>
internal sealed class S3OnDemandProvisioner(string type, S3OnDemandOptions options, TimeProvider time, ILogger logger)
    : StorageProvisioner<S3OnDemandPlan>(
        type, StorageCategory.File, logger,
        ProvisionerCapabilities.Share | ProvisionerCapabilities.Rotate | ProvisionerCapabilities.Retain), IDisposable
{
    private readonly S3Accounts _accounts = new(options, time, logger);
    private readonly Propagation _propagation = new(time, options.PropagationTimeout);
    private readonly ILogger _logger = logger;
    private readonly TimeProvider _time = time;

    public void Dispose() => _accounts.Dispose();

    protected override TenantBlueprint Draw(S3OnDemandPlan plan, Tenant tenant)
    {
        var (s3, maintenance) = Begin(plan, tenant);
        var key = new AccessKeyPart(s3, maintenance);
        return new TenantBlueprint(
            [
                new UserPart(s3, maintenance),
                plan.CreateInlinePolicy ? new InlinePolicyPart(s3) : new AttachedPolicyPart(s3),
                plan.CreateBucket ? new BucketPart(s3, maintenance) : new PrefixPart(s3, maintenance),
                key,
            ],
            () => S3OnDemandSettings.Of(s3, key.Key));
    }

    protected override TenantBlueprint DrawRotation(S3OnDemandPlan plan, Tenant tenant, RuntimeSettings current)
    {
        var (s3, maintenance) = Begin(plan, tenant);
        var key = new RotatedKeyPart(s3, maintenance, S3OnDemandSettings.KeyIn(current, s3));
        return new TenantBlueprint([key], () => S3OnDemandSettings.Of(s3, key.Key));
    }

    protected override IReadOnlyList<TenantPart> DrawWithdrawal(S3OnDemandPlan plan, Tenant tenant, RuntimeSettings current)
    {
        var (s3, maintenance) = Begin(plan, tenant);
        return [new OtherKeysPart(s3, maintenance, S3OnDemandSettings.KeyIn(current, s3))];
    }

    protected override Task<CheckReport> CheckServerAsync(S3OnDemandPlan plan, CancellationToken cancellationToken) =>
        S3OnDemandCheck.RunAsync(_accounts.Of(plan), plan, cancellationToken);

    protected override ProvisioningException Classify(Exception exception, S3OnDemandPlan plan) =>
        S3OnDemandFailure.Of(exception, plan)?.ToException(exception) ?? base.Classify(exception, plan);

    private (S3Tenant Tenant, Maintenance Maintenance) Begin(S3OnDemandPlan plan, Tenant tenant)
    {
        var s3 = new S3Tenant(plan, tenant, _accounts.Of(plan), _propagation, _time, _logger);
        return (s3, new Maintenance(s3));
    }
}
