using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Policies;
using Mendix.PrivateCloud.Provisioners.Shared.S3;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand;

/// <summary>
/// An AWS account in which every environment gets an IAM user of its own, and a bucket or a prefix that only this user
/// reaches. The two flags select among the original's modes (reference, storage plans 5): bucket and inline policy (D, the
/// default), bucket and existing policy (E), existing bucket and inline policy (F), existing bucket and existing policy (A).
/// </summary>
public sealed record S3OnDemandPlan : IValidatableObject
{
    /// <summary>Region of the buckets, such as <c>eu-central-1</c>. It also tells the partition (commercial, China, GovCloud, Sovereign Cloud).</summary>
    [Required, AwsRegion]
    [Description("AWS region of the buckets, such as eu-central-1")]
    public string Region { get; init; } = "";

    /// <summary>Id of the access key that makes buckets and users. Its rights are listed in the package's README.</summary>
    [Required, RegularExpression("^[A-Za-z0-9_]{4,128}$", ErrorMessage =
        "is not the id of an access key: it has 4 to 128 letters and digits, such as AKIAIOSFODNN7EXAMPLE.")]
    [Description("Id of the access key that makes buckets and users")]
    public string AccessKeyId { get; init; } = "";

    /// <summary>The secret of that access key.</summary>
    [Required]
    [Description("Secret of that access key")]
    public SecretValue? SecretAccessKey { get; init; }

    /// <summary>Whether each environment gets a bucket of its own, which is the default; otherwise a prefix in <see cref="BucketName"/>.</summary>
    [Description("Whether each environment gets a bucket of its own; otherwise a prefix in an existing bucket")]
    public bool CreateBucket { get; init; } = true;

    /// <summary>
    /// Whether each user gets an inline policy made for it, which is the default; otherwise <see cref="PolicyArn"/> is attached.
    /// </summary>
    [Description("Whether each user gets an inline policy; otherwise an existing policy is attached to it")]
    public bool CreateInlinePolicy { get; init; } = true;

    /// <summary>The existing bucket, when <see cref="CreateBucket"/> is false.</summary>
    [BucketName]
    [Description("Existing bucket that environments share; only when createBucket is false")]
    public string? BucketName { get; init; }

    /// <summary>ARN of the existing policy, when <see cref="CreateInlinePolicy"/> is false. It limits each user by <c>${aws:username}</c>.</summary>
    [RegularExpression("^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/.+$", ErrorMessage =
        "is not the ARN of a policy, such as arn:aws:iam::123456789012:policy/mendix-apps.")]
    [Description("ARN of the policy to attach to users; only when createInlinePolicy is false")]
    public string? PolicyArn { get; init; }

    /// <summary>
    /// Whether files outlive their environment: the runtime does not delete any, and bucket and files stay when the
    /// environment goes. Its user and keys go all the same. Off by default.
    /// </summary>
    [Description("Whether bucket and files stay when the environment is removed, and the runtime deletes no file")]
    public bool PreventDataDeletion { get; init; }

    /// <summary>URL of another S3 endpoint, for this product and the environments alike; AWS in <see cref="Region"/> by default.</summary>
    [ServiceUrl]
    [Description("URL of another S3 endpoint; AWS by default")]
    public string? Endpoint { get; init; }

    /// <summary>URL of another IAM endpoint; that of the region's partition by default.</summary>
    [ServiceUrl]
    [Description("URL of another IAM endpoint; AWS by default")]
    public string? IamEndpoint { get; init; }

    /// <summary>URL of another STS endpoint; that of the region by default.</summary>
    [ServiceUrl]
    [Description("URL of another STS endpoint; AWS by default")]
    public string? StsEndpoint { get; init; }

    /// <summary>Whom connections to the services trust, and through which proxy they go: as this machine is set by default. The host's to say, so no field.</summary>
    public OutboundConnections Connections { get; init; } = OutboundConnections.Default;

    internal BucketLocation Location => new(Region, Endpoint);

    internal string IamUrl => IamEndpoint ?? $"https://{Location.Partition.IamHost}";

    internal string StsUrl => StsEndpoint ?? $"https://sts.{Region}.{Location.Partition.DnsSuffix}";

    /// <summary>Tells what does not fit together: which bucket and which policy follow from the two flags.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CreateBucket && !string.IsNullOrEmpty(BucketName))
        {
            yield return Fault(nameof(BucketName), "names an existing bucket while 'createBucket' is true: leave it out, or set 'createBucket' to false.");
        }
        else if (!CreateBucket && string.IsNullOrEmpty(BucketName))
        {
            yield return Fault(
                nameof(BucketName), "is missing while 'createBucket' is false: name the bucket that environments share, or set 'createBucket' to true.");
        }

        if (CreateInlinePolicy && !string.IsNullOrEmpty(PolicyArn))
        {
            yield return Fault(
                nameof(PolicyArn), "names an existing policy while 'createInlinePolicy' is true: leave it out, or set 'createInlinePolicy' to false.");
        }
        else if (!CreateInlinePolicy && string.IsNullOrEmpty(PolicyArn))
        {
            yield return Fault(
                nameof(PolicyArn), "is missing while 'createInlinePolicy' is false: name the policy to attach, or set 'createInlinePolicy' to true.");
        }
    }

    /// <summary>Where the files of the tenant with this user name are. An existing policy expects them below the user's name in any bucket.</summary>
    internal FileArea FilesOf(string userName) => new(
        CreateBucket ? userName : BucketName!,
        CreateBucket && CreateInlinePolicy ? "" : $"{userName}/",
        CreateBucket);

    private static ValidationResult Fault(string member, string problem) => new(problem, [member]);
}
