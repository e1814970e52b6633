using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Mendix.PrivateCloud.Provisioners.Shared.S3;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Provisioners.S3Existing;

/// <summary>
/// A bucket that exists, with an access key that environments use as it is: nothing is made, and nothing is removed. This is
/// mode C of the original (reference, storage plans 5). Whether one or several environments may use the plan is decided where
/// the plan stands, not here; environments that share it hold the same rights, so a prefix keeps order, not secrets.
/// </summary>
public sealed record S3ExistingPlan : IValidatableObject
{
    /// <summary>Region of the bucket, such as <c>eu-central-1</c>; for a server other than AWS the region it is set to, often <c>us-east-1</c>.</summary>
    [Required, AwsRegion]
    [Description("Region of the bucket, such as eu-central-1")]
    public string Region { get; init; } = "";

    /// <summary>Name of the bucket.</summary>
    [Required, BucketName]
    [Description("Name of the existing bucket")]
    public string BucketName { get; init; } = "";

    /// <summary>Id of the access key that environments use.</summary>
    [Required, RegularExpression("^[^\\s]{3,128}$", ErrorMessage = "is not the id of an access key: it has 3 to 128 characters without blanks.")]
    [Description("Id of the access key that environments use")]
    public string AccessKeyId { get; init; } = "";

    /// <summary>The secret of that access key.</summary>
    [Required]
    [Description("Secret of that access key")]
    public SecretValue? SecretAccessKey { get; init; }

    /// <summary>
    /// Folder in the bucket that environments use, without a slash at either end; none by default. At most 200 letters, digits
    /// and <c>- _ . /</c>.
    /// </summary>
    [RegularExpression("^(?!.*(//|(^|/)\\.{1,2}(/|$)))[A-Za-z0-9_.-][A-Za-z0-9_./-]{0,198}(?<!/)$", ErrorMessage =
        "is no folder: at most 200 letters, digits, '-', '_', '.' and '/', without a slash at either end, two together, or '.' and '..' between them.")]
    [Description("Folder in the bucket for all environments of this plan; not together with generatePrefix")]
    public string? Prefix { get; init; }

    /// <summary>Whether each environment gets a folder named after it, instead of <see cref="Prefix"/>. Off by default.</summary>
    [Description("Whether each environment gets a folder of its own; not together with prefix")]
    public bool GeneratePrefix { get; init; }

    /// <summary>
    /// Whether the runtime leaves the files of deleted objects; then the access key needs no right to delete. Off by default.
    /// Removing an environment leaves its files in any case.
    /// </summary>
    [Description("Whether the runtime deletes no file; removing an environment leaves its files in any case")]
    public bool PreventDataDeletion { get; init; }

    /// <summary>URL of another server that speaks S3; AWS in <see cref="Region"/> by default.</summary>
    [ServiceUrl]
    [Description("URL of another S3 server; AWS by default")]
    public string? Endpoint { get; init; }

    /// <summary>Whom connections to the server trust, and through which proxy they go: as this machine is set by default. The host's to say, so no field.</summary>
    public OutboundConnections Connections { get; init; } = OutboundConnections.Default;

    internal BucketLocation Location => new(Region, Endpoint);

    /// <summary>Tells what does not fit together.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (GeneratePrefix && !string.IsNullOrEmpty(Prefix))
        {
            yield return new ValidationResult(
                "names a folder while 'generatePrefix' is true: leave one of the two out.", [nameof(Prefix)]);
        }
    }

    /// <summary>The folder of an environment; null for the whole bucket.</summary>
    internal string? FolderOf(Tenant tenant) => GeneratePrefix ? TenantName.For(tenant, separator: '-')
        : string.IsNullOrEmpty(Prefix) ? null
        : Prefix;
}
