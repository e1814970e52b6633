using Amazon.Runtime;
using Amazon.S3.Model;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Parts;

/// <summary>Makes an access key for the environment, and waits until it works where the environment will use it.</summary>
internal sealed class NewKey(S3Tenant tenant)
{
    // One success does not prove that all servers of S3 know the key (reference, cloud storage A.9).
    private const int Successes = 2;
    private const string Probe = "mendix-probe";

    /// <summary>The key; null before it is made.</summary>
    public AccessKey? Key { get; private set; }

    /// <summary>Whether the user had two keys already.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>The effect that makes the key.</summary>
    /// <param name="mustFit">Whether it is a failure that the user has two keys.</param>
    public Effect Create(bool mustFit = false) => new($"iam CreateAccessKey UserName={tenant.UserName}", async cancellationToken =>
    {
        Key = await tenant.OnceKnownAsync(
            tenant.UserName, token => tenant.Account.Iam.CreateAccessKeyAsync(tenant.UserName, token), cancellationToken);
        IsRefused = Key is null;
        if (Key is { } key)
        {
            await WaitAsync(key, cancellationToken);
        }
        else if (mustFit)
        {
            throw new ProvisioningException(
                FailureKind.Transient,
                $"The user {tenant.UserName} has two access keys again.",
                "It can be tried again. Somebody else makes keys for it if this stays.");
        }
    });

    private async Task WaitAsync(AccessKey key, CancellationToken cancellationToken)
    {
        using var client = tenant.Account.S3Of(key);
        for (var success = 0; success < Successes; success++)
        {
            await tenant.Propagation.WaitAsync(
                token => ProbeAsync(client, token),
                error => error.IsUnknownKey() || error.IsAccessDenied() || (tenant.Files.IsOwnBucket && error.ErrorCode == "NoSuchBucket"),
                $"The new access key of {tenant.UserName} is",
                "Look at the policy of the user if this stays; a permissions boundary or an organization's policy can take its rights away.",
                cancellationToken);
        }
    }

    // Ending an upload that does not exist is within the environment's rights, changes nothing, and is refused otherwise than a
    // missing right or an unknown key.
    private async Task<bool> ProbeAsync(Amazon.S3.AmazonS3Client client, CancellationToken cancellationToken)
    {
        var request = new AbortMultipartUploadRequest { BucketName = tenant.Files.Bucket, Key = tenant.Files.Prefix + Probe, UploadId = Probe };
        try
        {
            await client.AbortMultipartUploadAsync(request, cancellationToken);
        }
        catch (AmazonServiceException error) when (error.ErrorCode == "NoSuchUpload")
        {
            // As it should be.
        }

        return true;
    }
}
