using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Protobuf;
using Microsoft.AspNetCore.Http;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>Reads bodies, and finds fields that were named twice, which a JSON object could not show any more.</summary>
internal static class RequestBody
{
    /// <summary>As the limit of etcd and the API server: larger objects do not exist.</summary>
    private const int MaxBytes = 3 * 1024 * 1024;

    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 4096, 0, MaxBytes));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MaxBytes)
            {
                throw new ApiFailure(413, "RequestEntityTooLarge", $"Request entity too large: limit is {MaxBytes}");
            }
        }

        return buffer.ToArray();
    }

    /// <summary>An object of this kind.</summary>
    public static (JsonObject Value, IReadOnlyList<string> DuplicateFields) ParseObject(byte[] body, string kind)
    {
        if (ProtobufBody.Is(body))
        {
            return (ProtobufBody.ToJson(body), []);
        }

        try
        {
            var (node, duplicates) = Parse(body);
            return node is JsonObject value
                ? (value, duplicates)
                : throw Unrecognized($"json: cannot unmarshal {GoText.TypeName(node)} into Go value of type struct");
        }
        catch (JsonException broken)
        {
            throw Unrecognized(Describe(body, broken));
        }

        ApiFailure Unrecognized(string why) => Failures.Unrecognized(kind, $"couldn't get version/kind; json parse error: {why}", body);
    }

    public static (JsonNode? Value, IReadOnlyList<string> DuplicateFields) ParsePatch(byte[] body)
    {
        try
        {
            return Parse(body);
        }
        catch (JsonException broken)
        {
            throw Failures.BadRequest($"error decoding patch: {Describe(body, broken)}");
        }
    }

    private static (JsonNode? Value, IReadOnlyList<string> DuplicateFields) Parse(byte[] body)
    {
        var duplicates = DuplicateFields.Find(body);
        return (duplicates.Count == 0 ? JsonNode.Parse(body) : DuplicateFields.KeepLast(body), duplicates);
    }

    private static string Describe(byte[] body, JsonException broken)
    {
        try
        {
            // Reads as far as it is well-formed: then nothing but the rest is missing.
            var reader = new Utf8JsonReader(body, isFinalBlock: false, default);
            while (reader.Read())
            {
            }

            return "unexpected end of JSON input";
        }
        catch (JsonException)
        {
            return broken.Message;
        }
    }
}
