using System.Xml.Linq;
using Mendix.PrivateCloud.Testing.Minio.Http;
using Mendix.PrivateCloud.Testing.Minio.Iam;

namespace Mendix.PrivateCloud.Testing.Minio.S3;

/// <summary>Decides which request of the S3 part is which, and which right it needs.</summary>
internal sealed class S3Api(Identities identities, MinioServerOptions options)
{
    private static readonly Dictionary<string, string> NotConfigured = new(StringComparer.Ordinal)
    {
        ["object-lock"] = "ObjectLockConfigurationNotFoundError",
        ["policy"] = "NoSuchBucketPolicy",
        ["encryption"] = "ServerSideEncryptionConfigurationNotFoundError",
        ["lifecycle"] = "NoSuchLifecycleConfiguration",
        ["replication"] = "ReplicationConfigurationNotFoundError",
        ["cors"] = "NoSuchCORSConfiguration",
    };

    private readonly S3Uploads _uploads = new();

    public SortedDictionary<string, StoredBucket> Buckets { get; } = new(StringComparer.Ordinal);

    public MinioReply Handle(MinioRequest request, Identity caller)
    {
        var pieces = request.Path.TrimStart('/').Split('/', 2);
        var (bucket, key) = (pieces[0], pieces.Length > 1 ? pieces[1] : "");
        var call = new S3Call(request, bucket, key, (action, resource) => Require(caller, request, action, resource));
        return bucket.Length == 0 ? ListBuckets(caller) : key.Length == 0 ? OfBucket(call) : OfObject(call);
    }

    private MinioReply OfBucket(S3Call call)
    {
        var request = call.Request;
        if (request.Method == "PUT" && request.Query.Count == 0)
        {
            return Create(call);
        }

        if (request.Has("tagging"))
        {
            return Tagging(call);
        }

        if (request.Has("location"))
        {
            call.Require("s3:GetBucketLocation");
            Find(call.Bucket);
            return MinioReply.Xml(new XElement(S3Xml.Namespace + "LocationConstraint", options.Region));
        }

        var lists = request.Method == "GET" && !request.Query.Keys.Any(NotConfigured.ContainsKey);
        return (request.Method, request.Query) switch
        {
            ("HEAD", _) => call.Require("s3:ListBucket", () => MinioReply.Empty(Find(call.Bucket) is null ? 404 : 200)),
            ("DELETE", { Count: 0 }) => Delete(call),
            ("POST", _) when request.Has("delete") => DeleteMany(call),
            ("PUT", _) when request.Has("versioning") => call.Require("s3:PutBucketVersioning", () => S3Versions.Switch(Find(call.Bucket), request.Body)),
            ("GET", _) when request.Has("versioning") => call.Require("s3:GetBucketVersioning", () => S3Versions.Status(Find(call.Bucket))),
            ("GET", _) when request.Has("versions") => call.Require("s3:ListBucketVersions", () => S3Versions.List(call, Find(call.Bucket))),
            ("GET", _) when request.Has("uploads") => call.Require("s3:ListBucketMultipartUploads", () => S3Uploads.List(call, Find(call.Bucket))),
            _ when lists => call.Require("s3:ListBucket", () => S3Listing.List(call, Find(call.Bucket))),
            _ => throw new MinioException(404, request.Query.Keys.Select(NotConfigured.GetValueOrDefault).FirstOrDefault(code => code is not null) ?? "NotImplemented", "It is not configured."),
        };
    }

    private MinioReply OfObject(S3Call call)
    {
        var request = call.Request;
        return request.Method switch
        {
            "POST" when request.Has("uploads") => call.Require("s3:PutObject", () => _uploads.Begin(call, Find(call.Bucket))),
            "PUT" when request.Has("uploadId") => call.Require("s3:PutObject", () => S3Uploads.Part(call, Find(call.Bucket))),
            "POST" when request.Has("uploadId") => call.Require("s3:PutObject", () => S3Uploads.Finish(call, Find(call.Bucket))),
            "GET" when request.Has("uploadId") => call.Require("s3:ListMultipartUploadParts", () => S3Uploads.Parts(call, Find(call.Bucket))),
            "DELETE" when request.Has("uploadId") => call.Require("s3:AbortMultipartUpload", () => S3Uploads.Abort(call, Find(call.Bucket))),
            "PUT" when request.Header("x-amz-copy-source").Length > 0 => Copy(call),
            "PUT" => call.Require("s3:PutObject", () => S3Objects.Put(call, Find(call.Bucket))),
            "GET" or "HEAD" => call.Require("s3:GetObject", () => S3Objects.Get(call, Find(call.Bucket))),
            "DELETE" when request.Has("versionId") => call.Require("s3:DeleteObjectVersion", () => S3Objects.Delete(call, Find(call.Bucket))),
            "DELETE" => call.Require("s3:DeleteObject", () => S3Objects.Delete(call, Find(call.Bucket))),
            _ => throw new MinioException(405, "MethodNotAllowed", "The specified method is not allowed against this resource."),
        };
    }

    private MinioReply ListBuckets(Identity caller) => MinioReply.Xml(new XElement(S3Xml.Namespace + "ListAllMyBucketsResult",
        new XElement(S3Xml.Namespace + "Owner", new XElement(S3Xml.Namespace + "ID", "minio"), new XElement(S3Xml.Namespace + "DisplayName", "minio")),
        new XElement(S3Xml.Namespace + "Buckets", Buckets
            .Where(bucket => identities.Allows(caller, new PolicyQuestion("s3:ListBucket", bucket.Key)))
            .Select(bucket => new XElement(S3Xml.Namespace + "Bucket",
                new XElement(S3Xml.Namespace + "Name", bucket.Key), new XElement(S3Xml.Namespace + "CreationDate", S3Xml.Time(bucket.Value.Created)))))));

    private MinioReply Create(S3Call call)
    {
        call.Require("s3:CreateBucket");
        if (call.Bucket.Length is < 3 or > 63 || call.Bucket.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('-' or '.')))
        {
            throw new MinioException(400, "InvalidBucketName", "The specified bucket is not valid.");
        }

        return Buckets.TryAdd(call.Bucket, new StoredBucket())
            ? MinioReply.Empty().WithHeader("Location", $"/{call.Bucket}")
            : throw new MinioException(409, "BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it.");
    }

    private MinioReply Delete(S3Call call)
    {
        var force = call.Request.Header("x-minio-force-delete") == "true";
        call.Require(force ? "s3:ForceDeleteBucket" : "s3:DeleteBucket");
        if (!force && Find(call.Bucket).Objects.Count > 0)
        {
            throw new MinioException(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
        }

        Find(call.Bucket);
        Buckets.Remove(call.Bucket);
        return MinioReply.Empty(204);
    }

    private MinioReply Tagging(S3Call call)
    {
        switch (call.Request.Method)
        {
            case "GET":
                call.Require("s3:GetBucketTagging");
                // A missing bucket is told in the same words.
                return Buckets.TryGetValue(call.Bucket, out var bucket) && bucket.Tags.Count > 0
                    ? MinioReply.Xml(S3Xml.Tagging(bucket.Tags))
                    : throw new MinioException(404, "NoSuchTagSet", "The TagSet does not exist");
            case "PUT":
                call.Require("s3:PutBucketTagging");
                var tags = S3Xml.Tags(call.Request.Body);
                if (tags.Values.Any(value => value.Any(c => !char.IsAsciiLetterOrDigit(c) && !" +-=._:/@".Contains(c, StringComparison.Ordinal))))
                {
                    throw new MinioException(400, "MalformedXML", "The TagValue you have provided is invalid");
                }

                Find(call.Bucket).Tags = tags;
                return MinioReply.Empty();
            default:
                call.Require("s3:PutBucketTagging");
                Find(call.Bucket).Tags = [];
                return MinioReply.Empty(204);
        }
    }

    private MinioReply DeleteMany(S3Call call)
    {
        if (options.NeedsContentMd5 && call.Request.Header("content-md5").Length == 0)
        {
            throw new MinioException(400, "MissingContentMD5", "Missing required header for this request: Content-Md5.");
        }

        var bucket = Find(call.Bucket);
        var errors = new List<XElement>();
        foreach (var (key, version) in S3Xml.Deletions(call.Request.Body))
        {
            try
            {
                call.Allowed(version.Length > 0 ? "s3:DeleteObjectVersion" : "s3:DeleteObject", $"{call.Bucket}/{key}");
                bucket.Delete(key, version);
            }
            catch (MinioException exception)
            {
                errors.Add(S3Xml.DeletionError(key, version, exception));
            }
        }

        return MinioReply.Xml(new XElement(S3Xml.Namespace + "DeleteResult", errors));
    }

    private MinioReply Copy(S3Call call)
    {
        var source = Uri.UnescapeDataString(call.Request.Header("x-amz-copy-source")).TrimStart('/').Split('/', 2);
        call.Allowed("s3:GetObject", $"{source[0]}/{source[1]}");
        call.Require("s3:PutObject");
        var found = Find(source[0]).Latest(source[1]) ?? throw S3Objects.NoSuchKey();
        Find(call.Bucket).Put(call.Key, found);
        return MinioReply.Xml(new XElement(S3Xml.Namespace + "CopyObjectResult",
            new XElement(S3Xml.Namespace + "ETag", $"\"{found.ETag}\""), new XElement(S3Xml.Namespace + "LastModified", S3Xml.Time(found.Modified))));
    }

    private StoredBucket Find(string bucket) => Buckets.GetValueOrDefault(bucket)
        ?? throw new MinioException(404, "NoSuchBucket", "The specified bucket does not exist");

    private void Require(Identity caller, MinioRequest request, string action, string resource)
    {
        if (!identities.Allows(caller, new PolicyQuestion(action, resource, request.Parameter("prefix"))))
        {
            throw MinioException.AccessDenied();
        }
    }
}
