namespace Mendix.PrivateCloud.Provisioners.AzureBlob;

/// <summary>What an environment shows to get at its files.</summary>
public enum AzureBlobCredential
{
    /// <summary>The account's own key, which opens every container of the account.</summary>
    AccountKey,

    /// <summary>A shared access signature that opens one container. Only for containers that this product makes.</summary>
    SharedAccessSignature,
}
