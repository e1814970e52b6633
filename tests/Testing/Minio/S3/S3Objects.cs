using System.Globalization;
using Mendix.PrivateCloud.Testing.Minio.Http;

namespace Mendix.PrivateCloud.Testing.Minio.S3;

/// <summary>Objects, one at a time.</summary>
internal static class S3Objects
{
    public static MinioReply Put(S3Call call, StoredBucket bucket)
    {
        var version = new StoredVersion(call.Request.Body, call.Request.Header("content-type"));
        bucket.Put(call.Key, version);
        return MinioReply.Empty().WithHeader("ETag", $"\"{version.ETag}\"");
    }

    public static MinioReply Get(S3Call call, StoredBucket bucket)
    {
        var wanted = call.Request.Parameter("versionId");
        var found = (wanted.Length == 0 ? bucket.Latest(call.Key) : bucket.Objects.GetValueOrDefault(call.Key)?.Find(version => version.Id == wanted))
            ?? throw NoSuchKey();
        var headers = new Dictionary<string, string>
        {
            ["ETag"] = $"\"{found.ETag}\"",
            ["Last-Modified"] = found.Modified.ToString("R", CultureInfo.InvariantCulture),
            ["Accept-Ranges"] = "bytes",
        };
        var range = call.Request.Header("range");
        if (!range.StartsWith("bytes=", StringComparison.Ordinal))
        {
            return new MinioReply(200, found.Content, found.ContentType) { Headers = headers };
        }

        var ends = range["bytes=".Length..].Split('-');
        var from = int.Parse(ends[0], CultureInfo.InvariantCulture);
        var to = ends[1].Length == 0 ? found.Content.Length - 1 : Math.Min(int.Parse(ends[1], CultureInfo.InvariantCulture), found.Content.Length - 1);
        headers["Content-Range"] = $"bytes {from}-{to}/{found.Content.Length}";
        return new MinioReply(206, found.Content[from..(to + 1)], found.ContentType) { Headers = headers };
    }

    public static MinioReply Delete(S3Call call, StoredBucket bucket)
    {
        bucket.Delete(call.Key, call.Request.Parameter("versionId"));
        return MinioReply.Empty(204);
    }

    public static MinioException NoSuchKey() => new(404, "NoSuchKey", "The specified key does not exist.");
}
