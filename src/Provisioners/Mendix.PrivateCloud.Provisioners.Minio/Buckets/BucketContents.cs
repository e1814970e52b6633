using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Minio.Buckets;

/// <summary>
/// Empties a bucket within the least rights: page by page, each time from the start, so that a repeat after a crash needs to
/// remember nothing. (The server can also delete a bucket with all in it at once, but the right for that is a further one.)
/// </summary>
internal static class BucketContents
{
    private const int MostPerRequest = 1000;

    public static async Task DeleteAsync(MinioBuckets buckets, string bucket, CancellationToken cancellationToken)
    {
        var deleted = new HashSet<(string, string)>();
        while (await buckets.ListVersionsAsync(bucket, MostPerRequest, cancellationToken) is { Count: > 0 } versions)
        {
            // Else a server that confirms what it does not do would keep us here for ever.
            if (versions.Any(version => deleted.Contains((version.Key, version.VersionId))))
            {
                throw new ProvisioningException(
                    FailureKind.Transient, $"Objects of the bucket {bucket} are still listed after they were deleted.", "It can be tried again; look at the server if this stays.");
            }

            await buckets.DeleteVersionsAsync(bucket, versions, cancellationToken);
            deleted = [.. versions.Select(version => (version.Key, version.VersionId))];
        }

        // They do not hinder the removal of the bucket, but their data would stay for a day.
        foreach (var upload in await buckets.ListUploadsAsync(bucket, cancellationToken))
        {
            await buckets.AbortUploadAsync(bucket, upload, cancellationToken);
        }
    }
}
