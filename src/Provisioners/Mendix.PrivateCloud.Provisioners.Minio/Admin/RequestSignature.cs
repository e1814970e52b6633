using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mendix.PrivateCloud.Provisioners.Minio.Admin;

/// <summary>
/// Signs admin calls with AWS Signature Version 4, service <c>s3</c> (reference, MinIO admin API 1). The driver's signer is
/// internal to it and bound to its own request model; the algorithm is public and never changes.
/// </summary>
internal static class RequestSignature
{
    public const string DateHeader = "x-amz-date";
    public const string HashHeader = "x-amz-content-sha256";

    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string SignedHeaders = $"host;{HashHeader};{DateHeader}";

    /// <summary>The value of the date header.</summary>
    public static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The value of the hash header.</summary>
    public static string Hash(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));

    /// <summary>What is signed, in the end: the request in one fixed spelling.</summary>
    public static string Canonical(HttpMethod method, string host, string path, string query, string date, string bodyHash) =>
        $"{method}\n{path}\n{query}\nhost:{host}\n{HashHeader}:{bodyHash}\n{DateHeader}:{date}\n\n{SignedHeaders}\n{bodyHash}";

    /// <summary>The value of the header <c>Authorization</c>.</summary>
    public static string Authorization(string canonical, string date, string region, string accessKey, string secretKey)
    {
        var day = date[..8];
        var scope = $"{day}/{region}/s3/aws4_request";
        var toSign = $"{Algorithm}\n{date}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        var key = Encoding.UTF8.GetBytes($"AWS4{secretKey}");
        foreach (var piece in (string[])[day, region, "s3", "aws4_request"])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(piece));
        }

        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
        return $"{Algorithm} Credential={accessKey}/{scope}, SignedHeaders={SignedHeaders}, Signature={signature}";
    }
}
