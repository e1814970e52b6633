namespace Mendix.PrivateCloud.Provisioners.Shared.S3;

/// <summary>
/// A separate cloud of AWS: accounts, users and keys do not cross its border, and IAM has one endpoint in it
/// (reference, cloud storage C.2).
/// </summary>
/// <param name="Id">As it stands in ARNs.</param>
/// <param name="DnsSuffix">End of the host names of its services.</param>
/// <param name="IamHost">Where IAM is, whatever the region of the plan.</param>
/// <param name="IamRegion">The region that calls of IAM are signed for.</param>
internal sealed record AwsPartition(string Id, string DnsSuffix, string IamHost, string IamRegion)
{
    private static readonly AwsPartition Commercial = new("aws", "amazonaws.com", "iam.amazonaws.com", "us-east-1");
    private static readonly AwsPartition China = new("aws-cn", "amazonaws.com.cn", "iam.cn-north-1.amazonaws.com.cn", "cn-north-1");
    private static readonly AwsPartition Government = new("aws-us-gov", "amazonaws.com", "iam.us-gov.amazonaws.com", "us-gov-west-1");
    private static readonly AwsPartition Sovereign = new("aws-eusc", "amazonaws.eu", "iam.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1");

    /// <summary>The partition that a region lies in, told from the region's name.</summary>
    public static AwsPartition Of(string region) => region switch
    {
        _ when region.StartsWith("cn-", StringComparison.Ordinal) => China,
        _ when region.StartsWith("us-gov-", StringComparison.Ordinal) => Government,
        _ when region.StartsWith("eusc-", StringComparison.Ordinal) => Sovereign,
        _ => Commercial,
    };
}
