using System.Globalization;
using System.Xml.Linq;
using Mendix.PrivateCloud.Testing.Minio.Http;

namespace Mendix.PrivateCloud.Testing.Minio.S3;

/// <summary>Lists objects, in both versions of the call. Pages end by number of keys only.</summary>
internal static class S3Listing
{
    public static MinioReply List(S3Call call, StoredBucket bucket)
    {
        var request = call.Request;
        var (prefix, delimiter) = (request.Parameter("prefix"), request.Parameter("delimiter"));
        var most = int.TryParse(request.Parameter("max-keys"), CultureInfo.InvariantCulture, out var keys) ? Math.Min(keys, 1000) : 1000;
        var isSecond = request.Parameter("list-type") == "2";
        var after = isSecond
            ? request.Parameter("continuation-token") is { Length: > 0 } token ? token : request.Parameter("start-after")
            : request.Parameter("marker");
        var found = bucket.Objects.Keys
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && bucket.Latest(key) is not null)
            .Select(key => Folder(key, prefix, delimiter) ?? key).Distinct()
            .Where(name => string.CompareOrdinal(name, after) > 0).Take(most + 1).ToList();
        var page = found.Take(most).ToList();
        var isCut = found.Count > most;
        return MinioReply.Xml(S3Xml.Element("ListBucketResult",
            S3Xml.Element("Name", call.Bucket),
            S3Xml.Element("Prefix", S3Xml.Key(call, prefix)),
            S3Xml.Element("Delimiter", delimiter),
            S3Xml.Element("MaxKeys", most),
            S3Xml.Element("EncodingType", request.Parameter("encoding-type")),
            isSecond ? S3Xml.Element("KeyCount", page.Count) : S3Xml.Element("Marker", after),
            S3Xml.Element("IsTruncated", isCut ? "true" : "false"),
            isCut ? S3Xml.Element(isSecond ? "NextContinuationToken" : "NextMarker", page[^1]) : null,
            page.Where(bucket.Objects.ContainsKey).Select(key => Content(call, key, bucket.Latest(key)!)),
            page.Where(name => !bucket.Objects.ContainsKey(name)).Select(folder =>
                S3Xml.Element("CommonPrefixes", S3Xml.Element("Prefix", S3Xml.Key(call, folder))))));
    }

    private static string? Folder(string key, string prefix, string delimiter)
    {
        var end = delimiter.Length == 0 ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return end < 0 ? null : key[..(end + delimiter.Length)];
    }

    private static XElement Content(S3Call call, string key, StoredVersion version) => S3Xml.Element("Contents",
        S3Xml.Element("Key", S3Xml.Key(call, key)),
        S3Xml.Element("LastModified", S3Xml.Time(version.Modified)),
        S3Xml.Element("ETag", $"\"{version.ETag}\""),
        S3Xml.Element("Size", version.Content.Length),
        S3Xml.Element("StorageClass", "STANDARD"));
}
