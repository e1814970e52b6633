using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Mendix.PrivateCloud.Provisioners.Minio.Admin;
using Mendix.PrivateCloud.Provisioners.Minio.Connections;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Minio.Buckets;

/// <summary>What is done with buckets, through the S3 part.</summary>
internal sealed class MinioBuckets(IAmazonS3 s3)
{
    /// <summary>The tag that bears a tenant's mark.</summary>
    public const string MarkTag = "mendix-private-cloud";

    private const string NoSuchBucket = "NoSuchBucket";
    private const string NoSuchTags = "NoSuchTagSet";

    /// <summary>The bucket's mark, empty where it bears none; null when there is no such bucket.</summary>
    public async Task<string?> MarkAsync(string bucket, CancellationToken cancellationToken)
    {
        var tags = await TagsAsync(bucket, cancellationToken);
        // The answer for an untagged bucket is the answer for a missing one.
        return tags?.FirstOrDefault(tag => tag.Key == MarkTag)?.Value
            ?? (tags is not null || await ExistsAsync(bucket, cancellationToken) ? "" : null);
    }

    /// <summary>Whether nothing was ever put into the bucket, or all of it is gone again, old versions included.</summary>
    public async Task<bool> IsEmptyAsync(string bucket, CancellationToken cancellationToken) =>
        (await ListVersionsAsync(bucket, 1, cancellationToken)).Count == 0;

    public Task CreateAsync(string bucket, CancellationToken cancellationToken) =>
        AskAsync($"PUT /{bucket}", Rights.CreateBucket, async () =>
        {
            try
            {
                return await s3.PutBucketAsync(new PutBucketRequest { BucketName = bucket, UseClientRegion = false }, cancellationToken);
            }
            catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.Conflict)
            {
                // The server says "yours" whoever made it: all its buckets belong to one owner. The next look decides by its mark.
                throw new ProvisioningException(
                    FailureKind.Transient, $"The bucket {bucket} appeared while it was about to be made.", "It can be tried again.", exception);
            }
        });

    public Task MarkAsync(string bucket, string mark, CancellationToken cancellationToken) =>
        AskAsync($"PUT /{bucket}?tagging", Rights.PutBucketTagging, () => s3.PutBucketTaggingAsync(
            new PutBucketTaggingRequest { BucketName = bucket, TagSet = [new Tag { Key = MarkTag, Value = mark }] }, cancellationToken));

    /// <summary>Deletes an empty bucket, or finds it gone.</summary>
    public Task DeleteAsync(string bucket, CancellationToken cancellationToken) =>
        AskAsync($"DELETE /{bucket}", Rights.DeleteBucket, async () =>
        {
            try
            {
                await s3.DeleteBucketAsync(new DeleteBucketRequest { BucketName = bucket }, cancellationToken);
            }
            catch (AmazonS3Exception exception) when (exception.ErrorCode == NoSuchBucket)
            {
                // Gone already.
            }

            return true;
        });

    /// <summary>So many of the bucket's objects, old versions and delete markers; none when it is empty or not there.</summary>
    public Task<IReadOnlyList<KeyVersion>> ListVersionsAsync(string bucket, int most, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<KeyVersion>>($"GET /{bucket}?versions", Rights.ListBucketVersions, async () =>
        {
            try
            {
                var page = await s3.ListVersionsAsync(
                    new ListVersionsRequest { BucketName = bucket, MaxKeys = most, Encoding = EncodingType.Url }, cancellationToken);
                return [.. (page.Versions ?? []).Select(version => new KeyVersion { Key = Decoded(version.Key), VersionId = version.VersionId })];
            }
            catch (AmazonS3Exception exception) when (exception.ErrorCode == NoSuchBucket)
            {
                return [];
            }
        });

    /// <summary>Deletes these versions for good.</summary>
    public Task DeleteVersionsAsync(string bucket, IReadOnlyList<KeyVersion> versions, CancellationToken cancellationToken) =>
        AskAsync($"POST /{bucket}?delete", Rights.DeleteObjectVersion, async () =>
        {
            try
            {
                await s3.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = bucket, Objects = [.. versions], Quiet = true }, cancellationToken);
            }
            catch (AmazonS3Exception exception) when (exception.ErrorCode == "MissingContentMD5")
            {
                // A server of before 2022, and a driver that no longer sends what it wants.
                foreach (var version in versions)
                {
                    await s3.DeleteObjectAsync(
                        new DeleteObjectRequest { BucketName = bucket, Key = version.Key, VersionId = version.VersionId }, cancellationToken);
                }
            }
            catch (DeleteObjectsException exception) when (exception.Response.DeleteErrors.FirstOrDefault() is { } first)
            {
                throw new ServerRefusal(
                    (int)HttpStatusCode.Forbidden, first.Code, $"{first.Message} (object '{first.Key}')", $"POST /{bucket}?delete", Rights.DeleteObjectVersion, cause: exception);
            }

            return true;
        });

    /// <summary>Uploads that were begun and not finished.</summary>
    public Task<IReadOnlyList<MultipartUpload>> ListUploadsAsync(string bucket, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<MultipartUpload>>($"GET /{bucket}?uploads", Rights.ListUploads, async () =>
        {
            try
            {
                var page = await s3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = bucket, Encoding = EncodingType.Url }, cancellationToken);
                return [.. (page.MultipartUploads ?? []).Select(upload => new MultipartUpload { Key = Decoded(upload.Key), UploadId = upload.UploadId })];
            }
            catch (AmazonS3Exception exception) when (exception.ErrorCode == NoSuchBucket)
            {
                return [];
            }
        });

    /// <summary>Drops an unfinished upload, or finds it gone.</summary>
    public Task AbortUploadAsync(string bucket, MultipartUpload upload, CancellationToken cancellationToken) =>
        AskAsync($"DELETE /{bucket}/{upload.Key}?uploadId={upload.UploadId}", Rights.AbortUpload, async () =>
        {
            try
            {
                await s3.AbortMultipartUploadAsync(
                    new AbortMultipartUploadRequest { BucketName = bucket, Key = upload.Key, UploadId = upload.UploadId }, cancellationToken);
            }
            catch (AmazonS3Exception exception) when (exception.ErrorCode == "NoSuchUpload")
            {
                // Finished or dropped meanwhile.
            }

            return true;
        });

    // Asked for encoded, because XML cannot hold every key; the driver leaves the decoding to us.
    private static string Decoded(string key) => WebUtility.UrlDecode(key);

    private Task<List<Tag>?> TagsAsync(string bucket, CancellationToken cancellationToken) =>
        AskAsync($"GET /{bucket}?tagging", Rights.GetBucketTagging, async () =>
        {
            try
            {
                return (await s3.GetBucketTaggingAsync(new GetBucketTaggingRequest { BucketName = bucket }, cancellationToken)).TagSet;
            }
            catch (AmazonS3Exception exception) when (exception.ErrorCode is NoSuchTags or NoSuchBucket)
            {
                return null;
            }
        });

    private Task<bool> ExistsAsync(string bucket, CancellationToken cancellationToken) =>
        AskAsync($"HEAD /{bucket}", Rights.ListBucket, async () =>
        {
            try
            {
                await s3.HeadBucketAsync(new HeadBucketRequest { BucketName = bucket }, cancellationToken);
                return true;
            }
            catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
            {
                return false;
            }
        });

    private static async Task<TAnswer> AskAsync<TAnswer>(string call, string right, Func<Task<TAnswer>> action)
    {
        try
        {
            return await action();
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode != 0)
        {
            throw new ServerRefusal(
                (int)exception.StatusCode, exception.ErrorCode ?? "", exception.Message, call, right, ErrorText.Region(exception.ResponseBody), exception);
        }
    }
}
