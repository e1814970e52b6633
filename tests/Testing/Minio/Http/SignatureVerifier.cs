using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mendix.PrivateCloud.Testing.Minio.Iam;

namespace Mendix.PrivateCloud.Testing.Minio.Http;

/// <summary>Verifies AWS Signature Version 4 in the header form, from what arrived on the wire.</summary>
internal static class SignatureVerifier
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(15);

    /// <summary>Who signed; and for which region.</summary>
    public static (Identity Identity, string Region) Verify(MinioRequest request, Identities identities)
    {
        var header = request.Header("authorization");
        if (!header.StartsWith(Algorithm, StringComparison.Ordinal) || request.Header("x-amz-content-sha256").Length == 0)
        {
            throw MinioException.AccessDenied();
        }

        var fields = header[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(field => field.Split('=', 2)).ToDictionary(field => field[0], field => field[1]);
        var credential = fields["Credential"].Split('/');
        var (accessKey, day, region, service) = (string.Join('/', credential[..^4]), credential[^4], credential[^3], credential[^2]);
        if (service != "s3")
        {
            throw new MinioException(400, "AuthorizationParametersError", "The service must be s3.");
        }

        var identity = identities.Find(accessKey);
        var date = request.Header("x-amz-date");
        var time = DateTimeOffset.ParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if ((DateTimeOffset.UtcNow - time).Duration() > LargestSkew)
        {
            throw new MinioException(403, "RequestTimeTooSkewed", "The difference between the request time and the server's time is too large.");
        }

        var toSign = $"{Algorithm}\n{date}\n{day}/{region}/s3/aws4_request\n{Hash(Canonical(request, fields["SignedHeaders"]))}";
        var key = new[] { day, region, "s3", "aws4_request" }.Aggregate(
            Encoding.UTF8.GetBytes($"AWS4{identity.SecretKey}"), (current, piece) => HMACSHA256.HashData(current, Encoding.UTF8.GetBytes(piece)));
        if (Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign))) != fields["Signature"])
        {
            throw new MinioException(403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.");
        }

        return (identity, region);
    }

    private static string Canonical(MinioRequest request, string signedHeaders)
    {
        var path = string.Join('/', request.Path.Split('/').Select(Uri.EscapeDataString));
        var query = string.Join('&', request.Query
            .Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}").Order(StringComparer.Ordinal));
        var headers = string.Concat(signedHeaders.Split(';').Select(name => $"{name}:{request.Header(name).Trim()}\n"));
        return $"{request.Method}\n{path}\n{query}\n{headers}\n{signedHeaders}\n{request.Header("x-amz-content-sha256")}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
