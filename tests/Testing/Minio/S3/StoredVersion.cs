using System.Security.Cryptography;

namespace Mendix.PrivateCloud.Testing.Minio.S3;

/// <summary>One version of an object.</summary>
internal sealed record StoredVersion(byte[] Content, string ContentType)
{
    public const string NullId = "null";

    public string Id { get; init; } = NullId;

    public bool IsDeleteMarker { get; init; }

    public DateTimeOffset Modified { get; } = DateTimeOffset.UtcNow;

    public string ETag { get; init; } = Hash(Content);

    public static string Hash(byte[] content)
    {
#pragma warning disable CA5351 // S3 names contents by their MD5; it protects nothing.
        return Convert.ToHexStringLower(MD5.HashData(content));
#pragma warning restore CA5351
    }
}
