namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;

/// <summary>Whose an access key is. Every key may ask, whatever its rights (reference, cloud storage A.1).</summary>
/// <param name="Partition">The partition of AWS, as it stands in ARNs.</param>
/// <param name="Account">Number of the account.</param>
internal sealed record CallerIdentity(string Partition, string Account)
{
    public string UserArn(string userName) => $"arn:{Partition}:iam::{Account}:user/{userName}";

    public string BucketArn(string bucket) => $"arn:{Partition}:s3:::{bucket}";

    public static CallerIdentity Of(QueryResponse response)
    {
        var arn = response["Arn"]?.Split(':');
        return arn is [_, var partition, ..] && response["Account"] is { } account
            ? new CallerIdentity(partition, account)
            : throw new FormatException("The answer of sts GetCallerIdentity holds no account.");
    }
}
