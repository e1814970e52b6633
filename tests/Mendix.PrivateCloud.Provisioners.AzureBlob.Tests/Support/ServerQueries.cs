using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Mendix.PrivateCloud.Provisioners.AzureBlob.Parts;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support;

/// <summary>Looks at the account as its owner, past the code under test.</summary>
internal static class ServerQueries
{
    /// <summary>All that a tenant could leave in the account, one line each: in one container, or in all when no name is given.</summary>
    public static async Task<IReadOnlyList<string>> TracesAsync(BlobServiceClient account, string? name)
    {
        var traces = new List<string>();
        await foreach (var found in account.GetBlobContainersAsync(BlobContainerTraits.Metadata, prefix: name))
        {
            var container = account.GetBlobContainerClient(found.Name);
            var access = (await container.GetAccessPolicyAsync()).Value;
            traces.Add($"container {found.Name} {string.Join(' ', (found.Properties.Metadata ?? new Dictionary<string, string>()).Select(pair => $"{pair.Key}={pair.Value}"))} public={access.BlobPublicAccess}");
            traces.AddRange(access.SignedIdentifiers.Select(policy =>
                $"policy {AccessPolicyId.Show(policy.Id)} {policy.AccessPolicy.Permissions} from {policy.AccessPolicy.PolicyStartsOn:u} until {policy.AccessPolicy.PolicyExpiresOn:u}"));
            await foreach (var blob in container.GetBlobsAsync())
            {
                traces.Add($"file {blob.Name}");
            }
        }

        return traces;
    }
}
