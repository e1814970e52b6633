using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mendix.PrivateCloud.Testing.Minio.Http;

/// <summary>Takes a body out of the form it was signed in.</summary>
internal static class RequestBody
{
    /// <summary>The content. Chunks are joined; their own signatures are not verified, those of whole bodies are.</summary>
    public static byte[] Content(MinioRequest request)
    {
        var hash = request.Header("x-amz-content-sha256");
        if (hash.StartsWith("STREAMING-", StringComparison.Ordinal))
        {
            return Join(request.Body);
        }

        return hash == "UNSIGNED-PAYLOAD" || hash == Convert.ToHexStringLower(SHA256.HashData(request.Body))
            ? request.Body
            : throw new MinioException(400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.");
    }

    // aws-chunked: "<hex length>;chunk-signature=...\r\n<data>\r\n", a last chunk of length 0, then trailers.
    private static byte[] Join(byte[] body)
    {
        using var content = new MemoryStream();
        for (var position = 0; position < body.Length;)
        {
            var lineEnd = Array.IndexOf(body, (byte)'\n', position);
            var head = Encoding.ASCII.GetString(body, position, lineEnd - position).Split(';')[0].Trim();
            var length = int.Parse(head, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                break;
            }

            content.Write(body, lineEnd + 1, length);
            position = lineEnd + 1 + length + 2;
        }

        return content.ToArray();
    }
}
