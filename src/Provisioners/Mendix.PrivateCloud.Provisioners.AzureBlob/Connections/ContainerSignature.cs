using Azure.Storage;
using Azure.Storage.Sas;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Connections;

/// <summary>
/// Shared access signatures that are valid through a stored access policy. They are computed, not fetched: the same
/// policy gives the same signature again, so none can be lost.
/// </summary>
internal static class ContainerSignature
{
    private const string PolicyParameter = "si=";

    /// <summary>The signature as the runtime wants it: without a question mark, and with no right or date of its own.</summary>
    public static SecretValue Of(AzureBlobPlan plan, string container, string policyId)
    {
        var signature = new BlobSasBuilder
        {
            BlobContainerName = container,
            Resource = "c",
            Identifier = policyId,
            Protocol = plan.UsesTls ? SasProtocol.Https : SasProtocol.None,
        };
        return new SecretValue(signature.ToSasQueryParameters(new StorageSharedKeyCredential(plan.AccountName, plan.AccountKey!.Reveal())).ToString());
    }

    /// <summary>The policy that a signature rests on; null when it rests on none.</summary>
    public static string? PolicyOf(string signature) => signature.Split('&')
        .Where(parameter => parameter.StartsWith(PolicyParameter, StringComparison.Ordinal))
        .Select(parameter => Uri.UnescapeDataString(parameter[PolicyParameter.Length..]))
        .FirstOrDefault();
}
