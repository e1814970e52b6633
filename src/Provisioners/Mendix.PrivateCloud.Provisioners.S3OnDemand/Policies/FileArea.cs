namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Policies;

/// <summary>Where a tenant's files are.</summary>
/// <param name="Bucket">Name of the bucket.</param>
/// <param name="Prefix">What their keys begin with, with a slash at its end; empty for the whole bucket.</param>
/// <param name="IsOwnBucket">Whether the bucket was made for this tenant.</param>
internal sealed record FileArea(string Bucket, string Prefix, bool IsOwnBucket)
{
    /// <summary>The folder that the prefix names; null for the whole bucket.</summary>
    public string? Folder => Prefix.Length == 0 ? null : Prefix.TrimEnd('/');

    public override string ToString() => $"{Bucket}/{Prefix}*";
}
