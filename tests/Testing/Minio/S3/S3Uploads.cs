using System.Globalization;
using Mendix.PrivateCloud.Testing.Minio.Http;

namespace Mendix.PrivateCloud.Testing.Minio.S3;

/// <summary>Uploads in parts.</summary>
internal sealed class S3Uploads
{
    private int _last;

    public MinioReply Begin(S3Call call, StoredBucket bucket)
    {
        var id = $"upload-{++_last}";
        bucket.Uploads[id] = new StoredUpload(call.Key, call.Request.Header("content-type"));
        return MinioReply.Xml(S3Xml.Element("InitiateMultipartUploadResult",
            S3Xml.Element("Bucket", call.Bucket), S3Xml.Element("Key", call.Key), S3Xml.Element("UploadId", id)));
    }

    public static MinioReply Part(S3Call call, StoredBucket bucket)
    {
        Find(call, bucket).Parts[int.Parse(call.Request.Parameter("partNumber"), CultureInfo.InvariantCulture)] = call.Request.Body;
        return MinioReply.Empty().WithHeader("ETag", $"\"{StoredVersion.Hash(call.Request.Body)}\"");
    }

    public static MinioReply Finish(S3Call call, StoredBucket bucket)
    {
        var upload = Find(call, bucket);
        var version = new StoredVersion([.. upload.Parts.Values.SelectMany(part => part)], upload.ContentType);
        version = version with { ETag = $"{version.ETag}-{upload.Parts.Count}" };
        bucket.Put(call.Key, version);
        bucket.Uploads.Remove(call.Request.Parameter("uploadId"));
        return MinioReply.Xml(S3Xml.Element("CompleteMultipartUploadResult",
            S3Xml.Element("Bucket", call.Bucket), S3Xml.Element("Key", call.Key), S3Xml.Element("ETag", $"\"{version.ETag}\"")));
    }

    public static MinioReply Parts(S3Call call, StoredBucket bucket) => MinioReply.Xml(S3Xml.Element("ListPartsResult",
        Find(call, bucket).Parts.Select(part => S3Xml.Element("Part",
            S3Xml.Element("PartNumber", part.Key), S3Xml.Element("ETag", $"\"{StoredVersion.Hash(part.Value)}\""), S3Xml.Element("Size", part.Value.Length)))));

    public static MinioReply Abort(S3Call call, StoredBucket bucket)
    {
        Find(call, bucket);
        bucket.Uploads.Remove(call.Request.Parameter("uploadId"));
        return MinioReply.Empty(204);
    }

    public static MinioReply List(S3Call call, StoredBucket bucket) => MinioReply.Xml(S3Xml.Element("ListMultipartUploadsResult",
        S3Xml.Element("IsTruncated", "false"),
        bucket.Uploads.Select(upload => S3Xml.Element("Upload", S3Xml.Element("Key", S3Xml.Key(call, upload.Value.Key)), S3Xml.Element("UploadId", upload.Key)))));

    private static StoredUpload Find(S3Call call, StoredBucket bucket) =>
        bucket.Uploads.TryGetValue(call.Request.Parameter("uploadId"), out var upload) && upload.Key == call.Key
            ? upload
            : throw new MinioException(404, "NoSuchUpload", "The specified multipart upload does not exist.");
}
