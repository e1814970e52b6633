using Mendix.PrivateCloud.Provisioners.AzureBlob.Connections;
using Mendix.PrivateCloud.Provisioners.AzureBlob.Diagnosis;
using Mendix.PrivateCloud.Provisioners.AzureBlob.Parts;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob;

/// <summary>Gives each environment its own container in an Azure storage account, or hands on an existing one.</summary>
internal sealed class AzureBlobProvisioner(string type, AzureBlobOptions options, TimeProvider time, ILogger logger)
    : StorageProvisioner<AzureBlobPlan>(
        type, StorageCategory.File, logger, ProvisionerCapabilities.Share | ProvisionerCapabilities.Rotate | ProvisionerCapabilities.Retain), IDisposable
{
    private readonly BlobAccounts _accounts = new(options);

    public void Dispose() => _accounts.Dispose();

    protected override TenantBlueprint Draw(AzureBlobPlan plan, Tenant tenant) => Draw(plan, tenant, PolicyWish.Kept);

    protected override TenantBlueprint DrawRotation(AzureBlobPlan plan, Tenant tenant, RuntimeSettings current) => SlotInUse(plan, tenant, current) switch
    {
        CredentialSlot.A => Draw(plan, tenant with { Slot = CredentialSlot.B }, PolicyWish.Renewed),
        CredentialSlot.B => Draw(plan, tenant with { Slot = CredentialSlot.A }, PolicyWish.Renewed),
        _ => base.DrawRotation(plan, tenant, current), // which refuses
    };

    protected override CredentialSlot? SlotInUse(AzureBlobPlan plan, Tenant tenant, RuntimeSettings current)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(current);
        if (!plan.GivesSignatures)
        {
            throw new ProvisioningException(
                FailureKind.Configuration,
                $"Under this plan environments get the key of the account '{plan.AccountName}', which is not of one environment and cannot be changed for one.",
                "Renew the key in Azure, put it into the plan's Secret under 'accountKey' and provision every environment of the plan again; "
                    + "or use a plan without 'containerName' and with the 'credential' sharedAccessSignature.");
        }

        return current[AzureBlobSettings.Container] == AzureBlobTenant.NameOf(tenant) && current[AzureBlobSettings.SharedAccessSignature] is { } signature
            ? AccessPolicyId.SlotOf(ContainerSignature.PolicyOf(signature))
            : null;
    }

    protected override Task<CheckReport> CheckServerAsync(AzureBlobPlan plan, CancellationToken cancellationToken) =>
        AzureBlobCheck.RunAsync(_accounts, plan, cancellationToken);

    protected override ProvisioningException Classify(Exception exception, AzureBlobPlan plan) =>
        AzureBlobFailure.Of(exception, plan)?.ToException(exception) ?? base.Classify(exception, plan);

    private TenantBlueprint Draw(AzureBlobPlan plan, Tenant tenant, PolicyWish wish)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(tenant);
        if (plan.ContainerName is { } existing)
        {
            return new TenantBlueprint([], AzureBlobSettings.WithKey(plan, existing));
        }

        var azure = new AzureBlobTenant(_accounts, plan, tenant);
        var container = new ContainerPart(azure);
        return plan.GivesSignatures
            ? new TenantBlueprint(
                [container, Policy(CredentialSlot.A), Policy(CredentialSlot.B)],
                () => AzureBlobSettings.WithSignature(plan, azure.Name, azure.Signature))
            : new TenantBlueprint([container], AzureBlobSettings.WithKey(plan, azure.Name));

        AccessPolicyPart Policy(CredentialSlot slot) =>
            new(azure, slot, slot == tenant.Slot ? wish : PolicyWish.LeftAlone, options.PolicySettleTime, time);
    }
}
