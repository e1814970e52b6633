using Azure;
using Azure.Storage.Blobs.Models;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Parts;

/// <summary>The container. It is created together with its mark, and its files go with it.</summary>
internal sealed class ContainerPart(AzureBlobTenant tenant) : TenantPart
{
    public override string Name => $"container {tenant.Name}";

    public override async Task<PartState> ObserveAsync(CancellationToken cancellationToken)
    {
        if (await tenant.LookAsync(cancellationToken) is not { } found)
        {
            return PartState.Absent;
        }

        if (!tenant.Owns(found))
        {
            return PartState.Foreign(TenantMark.DescribeOwner(found.Mark));
        }

        if (found.IsPublic)
        {
            await tenant.LookAtPoliciesAsync(cancellationToken);
        }

        return PartState.Ours;
    }

    public override IEnumerable<Effect> Make(PartState observed)
    {
        if (observed.IsAbsent)
        {
            yield return tenant.Effect(
                $"PUT /{tenant.Name}?restype=container (x-ms-meta-{ContainerMark.Name}: {tenant.Mark})",
                cancellationToken => tenant.Container.CreateAsync(
                    PublicAccessType.None, new Dictionary<string, string> { [ContainerMark.Name] = tenant.Mark }, null, cancellationToken));
        }
        else if (tenant.Seen!.IsPublic)
        {
            yield return tenant.WritePolicies(tenant.Policies);
        }
    }

    public override IEnumerable<Effect> Remove()
    {
        if (!tenant.Plan.PreventDataDeletion)
        {
            var isProtected = tenant.Seen!.IsProtected;
            yield return tenant.Effect($"DELETE /{tenant.Name}?restype=container", cancellationToken => DeleteAsync(isProtected, cancellationToken));
        }
    }

    private async Task DeleteAsync(bool isProtected, CancellationToken cancellationToken)
    {
        try
        {
            await tenant.Container.DeleteIfExistsAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException failure) when (failure.Status == 409 && isProtected)
        {
            throw new ProvisioningException(
                FailureKind.Configuration,
                $"The container '{tenant.Name}' is under a legal hold or an immutability policy and cannot be deleted ({failure.ErrorCode}).",
                "End that in Azure, or set 'preventDataDeletion' in the plan, which leaves the container.",
                failure);
        }
    }
}
