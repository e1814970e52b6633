using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob;

/// <summary>
/// An Azure storage account in which environments keep their files. With <see cref="ContainerName"/> it is the original's
/// plan with static authentication: an existing container, the account's key, nothing made and nothing deleted (reference,
/// storage plans 4). Without it, each environment gets a container of its own.
/// </summary>
public sealed record AzureBlobPlan : IValidatableObject
{
    /// <summary>The storage account: 3 to 24 lower-case letters and digits.</summary>
    // The message does not repeat the value: what is pasted here by mistake is often a connection string with its key.
    [Required, RegularExpression("[a-z0-9]{3,24}", ErrorMessage = "is not the name of a storage account, which has 3 to 24 lower-case letters and digits: leave out address and key.")]
    [Description("Name of the storage account, without its address")]
    public string AccountName { get; init; } = "";

    /// <summary>One of the account's two keys, in Base64 as Azure shows it.</summary>
    [Required, AccountKey]
    [Description("One of the two keys of the storage account")]
    public SecretValue? AccountKey { get; init; }

    /// <summary>
    /// An existing container that is used as it is; null, the default, for a container per environment. 3 to 63 lower-case
    /// letters, digits and single dashes.
    /// </summary>
    [StringLength(63, MinimumLength = 3, ErrorMessage = "must have 3 to 63 characters; leave it out for a container per environment.")]
    [RegularExpression("[a-z0-9]+(-[a-z0-9]+)*", ErrorMessage = "must be lower-case letters, digits and single dashes, and begin and end with a letter or digit.")]
    [Description("An existing container, used as it is; left out, each environment gets a container of its own")]
    public string? ContainerName { get; init; }

    /// <summary>
    /// What an environment gets to reach its container. When null, as by default, the account's key for an existing
    /// container, as in the original, and a signature limited to its own container otherwise.
    /// </summary>
    [Description("What an environment gets: accountKey opens the whole account, sharedAccessSignature one container; left out, the account's key for an existing container and a signature otherwise")]
    public AzureBlobCredential? Credential { get; init; }

    /// <summary>
    /// Address of the account's blobs, without container; null, the default, for
    /// <c>https://&lt;accountName&gt;.blob.core.windows.net</c>. Set it for other clouds, such as
    /// <c>https://&lt;accountName&gt;.blob.core.usgovcloudapi.net</c> or <c>….blob.core.chinacloudapi.cn</c>, for private and
    /// custom domains and for emulators. TLS is used unless it begins with <c>http://</c>.
    /// </summary>
    [BlobEndpoint]
    [Description("Address of the account's blobs; left out, https://<accountName>.blob.core.windows.net")]
    public string? Endpoint { get; init; }

    /// <summary>
    /// Whether files stay when the app deletes them and when the environment is removed; false by default. Removal then
    /// leaves the container and takes away its signatures.
    /// </summary>
    [Description("Whether files stay when the app deletes them and when the environment is removed")]
    public bool PreventDataDeletion { get; init; }

    /// <summary>Whom connections to the account trust, and through which proxy they go: as this machine is set by default. The host's to say, so no field.</summary>
    public OutboundConnections Connections { get; init; } = OutboundConnections.Default;

    /// <summary>Where the account's blobs are, without a slash at the end.</summary>
    internal string Address => (Endpoint ?? $"https://{AccountName}.blob.core.windows.net").TrimEnd('/');

    internal bool UsesTls => Address.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether environments get signatures; otherwise they get the account's key.</summary>
    internal bool GivesSignatures => ContainerName is null && Credential is not AzureBlobCredential.AccountKey;

    /// <summary>The faults between fields.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ContainerName is not null && Credential is AzureBlobCredential.SharedAccessSignature)
        {
            yield return new ValidationResult(
                "is sharedAccessSignature beside a 'containerName': signatures would change that container, which is not this product's. Leave one of the two out.",
                [nameof(Credential)]);
        }

        var endpoint = new Uri(Address);
        if (endpoint.AbsolutePath is not "/" && endpoint.AbsolutePath != $"/{AccountName}")
        {
            yield return new ValidationResult(
                $"has the path '{endpoint.AbsolutePath}': leave out the container. Only emulators have a path, which is the account's name.",
                [nameof(Endpoint)]);
        }

        if (endpoint.Host.Split('.') is [var account, "blob", ..] && account != AccountName)
        {
            yield return new ValidationResult(
                $"names the account '{account}', and the field 'accountName' the account '{AccountName}': make them agree.", [nameof(Endpoint)]);
        }
    }
}
