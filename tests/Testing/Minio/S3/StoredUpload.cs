namespace Mendix.PrivateCloud.Testing.Minio.S3;

/// <summary>An upload in parts that is not finished.</summary>
internal sealed record StoredUpload(string Key, string ContentType)
{
    public SortedDictionary<int, byte[]> Parts { get; } = [];
}
