using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Policies;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Parts;

/// <summary>
/// Removes a tenant's files: a page is listed and deleted, then the list is read from its start again, so that a crash loses
/// nothing. What AWS refuses to delete, because somebody locked it, is told and not forced.
/// </summary>
internal static class Emptying
{
    public static Effect Effect(S3Tenant tenant, Maintenance maintenance)
    {
        var what = tenant.Plan.CreateInlinePolicy ? "every version and upload" : "every object";
        return new Effect($"s3 DeleteObjects Bucket={tenant.Files.Bucket} Prefix={tenant.Files.Prefix}: {what}", async cancellationToken =>
        {
            try
            {
                await maintenance.FilesAsync(async client =>
                {
                    if (tenant.Plan.CreateInlinePolicy)
                    {
                        await VersionsAsync(tenant, client, cancellationToken);
                        await UploadsAsync(tenant, client, cancellationToken);
                    }
                    else
                    {
                        await ObjectsAsync(tenant, client, cancellationToken);
                    }
                });
            }
            catch (AmazonServiceException error) when (error.ErrorCode == "NoSuchBucket")
            {
                // Nothing is left to remove.
            }
        });
    }

    private static async Task VersionsAsync(S3Tenant tenant, IAmazonS3 client, CancellationToken cancellationToken)
    {
        var request = new ListVersionsRequest { BucketName = tenant.Files.Bucket, Prefix = Prefix(tenant.Files) };
        while (await ListAsync(tenant, token => client.ListVersionsAsync(request, token), cancellationToken) is { Versions.Count: > 0 } page)
        {
            var found = page.Versions.Select(version => new KeyVersion { Key = version.Key, VersionId = version.VersionId });
            await DeleteAsync(client, tenant.Files, [.. found], cancellationToken);
        }
    }

    private static async Task UploadsAsync(S3Tenant tenant, IAmazonS3 client, CancellationToken cancellationToken)
    {
        var request = new ListMultipartUploadsRequest { BucketName = tenant.Files.Bucket, Prefix = Prefix(tenant.Files) };
        while (await ListAsync(tenant, token => client.ListMultipartUploadsAsync(request, token), cancellationToken) is { MultipartUploads.Count: > 0 } page)
        {
            foreach (var upload in page.MultipartUploads)
            {
                try
                {
                    await client.AbortMultipartUploadAsync(tenant.Files.Bucket, upload.Key, upload.UploadId, cancellationToken);
                }
                catch (AmazonServiceException error) when (error.ErrorCode == "NoSuchUpload")
                {
                    // Ended by itself.
                }
            }
        }
    }

    private static async Task ObjectsAsync(S3Tenant tenant, IAmazonS3 client, CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = tenant.Files.Bucket, Prefix = tenant.Files.Prefix };
        while (await ListAsync(tenant, token => client.ListObjectsV2Async(request, token), cancellationToken) is { S3Objects.Count: > 0 } page)
        {
            await DeleteAsync(client, tenant.Files, [.. page.S3Objects.Select(found => new KeyVersion { Key = found.Key })], cancellationToken);
        }
    }

    private static string? Prefix(FileArea files) => files.IsOwnBucket ? null : files.Prefix;

    private static Task<TPage> ListAsync<TPage>(S3Tenant tenant, Func<CancellationToken, Task<TPage>> list, CancellationToken cancellationToken) =>
        tenant.Propagation.WaitAsync(
            list,
            error => error.IsUnknownKey() || error.IsAccessDenied(),
            $"The rights to empty {tenant.Files} are",
            "If this stays, a permissions boundary, an organization's policy or the bucket's own policy may forbid them.",
            cancellationToken);

    private static async Task DeleteAsync(IAmazonS3 client, FileArea files, List<KeyVersion> keys, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = files.Bucket, Objects = keys, Quiet = true }, cancellationToken);
        }
        catch (DeleteObjectsException exception) when (exception.Response.DeleteErrors is { Count: > 0 } errors)
        {
            throw new ProvisioningException(
                FailureKind.Configuration,
                $"{errors.Count} files in {files} cannot be deleted, the first for {errors[0].Code}: {errors[0].Message?.TrimEnd('.')}.",
                "Somebody locked them, or keeps them by a policy of the bucket. Lift that, or remove the bucket by hand.",
                exception);
        }
    }
}
