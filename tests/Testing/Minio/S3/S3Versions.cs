using System.Globalization;
using System.Xml.Linq;
using Mendix.PrivateCloud.Testing.Minio.Http;

namespace Mendix.PrivateCloud.Testing.Minio.S3;

/// <summary>Versions of objects.</summary>
internal static class S3Versions
{
    public static MinioReply Switch(StoredBucket bucket, byte[] body)
    {
        bucket.IsVersioned = S3Xml.Value(S3Xml.Parse(body), "Status") == "Enabled";
        return MinioReply.Empty();
    }

    public static MinioReply Status(StoredBucket bucket) =>
        MinioReply.Xml(S3Xml.Element("VersioningConfiguration", bucket.IsVersioned ? S3Xml.Element("Status", "Enabled") : null));

    /// <summary>From the start only: nobody here goes on from a marker.</summary>
    public static MinioReply List(S3Call call, StoredBucket bucket)
    {
        var most = int.TryParse(call.Request.Parameter("max-keys"), CultureInfo.InvariantCulture, out var keys) ? Math.Min(keys, 1000) : 1000;
        var prefix = call.Request.Parameter("prefix");
        var versions = bucket.Objects.Where(item => item.Key.StartsWith(prefix, StringComparison.Ordinal))
            .SelectMany(item => item.Value.Select((version, index) => Version(call, item.Key, version, index == 0))).ToList();
        return MinioReply.Xml(S3Xml.Element("ListVersionsResult",
            S3Xml.Element("Name", call.Bucket),
            S3Xml.Element("MaxKeys", most),
            S3Xml.Element("EncodingType", call.Request.Parameter("encoding-type")),
            S3Xml.Element("IsTruncated", versions.Count > most ? "true" : "false"),
            versions.Take(most)));
    }

    private static XElement Version(S3Call call, string key, StoredVersion version, bool isLatest) => S3Xml.Element(
        version.IsDeleteMarker ? "DeleteMarker" : "Version",
        S3Xml.Element("Key", S3Xml.Key(call, key)),
        S3Xml.Element("VersionId", version.Id),
        S3Xml.Element("IsLatest", isLatest ? "true" : "false"),
        S3Xml.Element("LastModified", S3Xml.Time(version.Modified)),
        version.IsDeleteMarker ? null : S3Xml.Element("ETag", $"\"{version.ETag}\""),
        version.IsDeleteMarker ? null : S3Xml.Element("Size", version.Content.Length),
        S3Xml.Element("StorageClass", "STANDARD"));
}
