using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Mendix.PrivateCloud.Provisioners.AzureBlob.Connections;
using Mendix.PrivateCloud.Provisioners.AzureBlob.Parts;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Diagnosis;

/// <summary>
/// Finds out by one request whether a plan can work. There are no single rights to look at: who has an account's key may do
/// everything in it, unless the account refuses keys altogether.
/// </summary>
internal static class AzureBlobCheck
{
    public static async Task<CheckReport> RunAsync(BlobAccounts accounts, AzureBlobPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            var account = accounts.Account(plan);
            CheckFinding[] container = plan.ContainerName is { } existing
                ? [await LookAtAsync(account.GetBlobContainerClient(existing), cancellationToken)]
                : await ListOneAsync(account, cancellationToken);
            return new CheckReport([.. Steps(plan).Select(CheckFinding.Pass), .. container]);
        }
        catch (Exception exception) when (AzureBlobFailure.Of(exception, plan) is not null)
        {
            var failure = AzureBlobFailure.Of(exception, plan)!;
            return new CheckReport(
                [.. Steps(plan).TakeWhile(step => step != failure.Subject).Select(CheckFinding.Pass), new CheckFinding(failure.Subject, failure.ToException(exception))]);
        }
    }

    private static IEnumerable<string> Steps(AzureBlobPlan plan) =>
        CheckSubjects.GettingIn.Where(step => step != CheckSubjects.Tls || plan.UsesTls);

    private static async Task<CheckFinding[]> ListOneAsync(BlobServiceClient account, CancellationToken cancellationToken)
    {
        await foreach (var _ in account.GetBlobContainersAsync(prefix: "mendix-", cancellationToken: cancellationToken).AsPages(pageSizeHint: 1))
        {
            break;
        }

        return [];
    }

    // A container of an environment goes when that environment goes, and with it the files of whoever else was told to use it.
    private static async Task<CheckFinding> LookAtAsync(BlobContainerClient container, CancellationToken cancellationToken)
    {
        BlobContainerProperties found = await container.GetPropertiesAsync(cancellationToken: cancellationToken);
        return found.Metadata.TryGetValue(ContainerMark.Name, out var mark)
            ? CheckFinding.Fail(
                CheckSubjects.Container,
                $"The container '{container.Name}' was made for one environment and goes with it: it belongs to {TenantMark.DescribeOwner(mark)}.",
                "Name another container in the plan's field 'containerName', or leave the field out for a container per environment.")
            : CheckFinding.Pass(CheckSubjects.Container);
    }
}
