namespace Mendix.PrivateCloud.Provisioners.Shared.S3;

/// <summary>Where buckets live: a region of AWS, or a server of its own that speaks S3.</summary>
/// <param name="Region">The region, which requests are signed for.</param>
/// <param name="Endpoint">URL of the server; null for AWS in that region.</param>
internal sealed record BucketLocation(string Region, string? Endpoint)
{
    /// <summary>The region whose buckets bear no location constraint (reference, cloud storage C.1).</summary>
    public const string UnconstrainedRegion = "us-east-1";

    /// <summary>The partition of AWS that the region lies in.</summary>
    public AwsPartition Partition => AwsPartition.Of(Region);

    /// <summary>URL of the service, without a slash at its end.</summary>
    public string ServiceUrl => Endpoint?.TrimEnd('/') ?? $"https://s3.{Region}.{Partition.DnsSuffix}";

    /// <summary>
    /// URL below which the keys of a bucket lie. AWS takes the bucket as part of the host name. A server of one's own has
    /// one name only, and a dot in the bucket's name fits no wildcard certificate: there it is the first part of the path.
    /// </summary>
    public string BucketUrl(string bucket) => UsesPath(bucket)
        ? $"{ServiceUrl}/{bucket}"
        : $"https://{bucket}.s3.{Region}.{Partition.DnsSuffix}";

    /// <summary>Whether the bucket stands in the path of a request instead of its host name.</summary>
    public bool UsesPath(string bucket) => Endpoint is not null || bucket.Contains('.', StringComparison.Ordinal);

    /// <summary>The URL of the service.</summary>
    public override string ToString() => ServiceUrl;
}
