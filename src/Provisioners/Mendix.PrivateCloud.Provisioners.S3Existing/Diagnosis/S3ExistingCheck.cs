using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Mendix.PrivateCloud.Provisioning.Checks;

namespace Mendix.PrivateCloud.Provisioners.S3Existing.Diagnosis;

/// <summary>
/// Finds out whether a bucket can be used, with rights on objects only: nothing is listed (reference, cloud storage B.3). What
/// is tried is an upload and an object under one fixed key, and only with a key that may remove them. Both go at once; an
/// object that a crash leaves is removed by the next check.
/// </summary>
internal sealed class S3ExistingCheck
{
    private const string NoUpload = "mendix-check";

    private static readonly string[] GettingIn = [CheckSubjects.Reachable, CheckSubjects.Credentials, CheckSubjects.Bucket];

    private readonly List<CheckFinding> _findings = [];
    private readonly IAmazonS3 _client;
    private readonly S3ExistingPlan _plan;
    private readonly string _bucket;
    private readonly string _key;

    private S3ExistingCheck(IAmazonS3 client, S3ExistingPlan plan)
    {
        (_client, _plan, _bucket) = (client, plan, plan.BucketName);
        // Where folders are generated, the key may have rights in folders of the product's names only.
        _key = plan.GeneratePrefix ? "mendix-check/mendix-check"
            : string.IsNullOrEmpty(plan.Prefix) ? "mendix-check"
            : $"{plan.Prefix}/mendix-check";
    }

    public static async Task<CheckReport> RunAsync(IAmazonS3 client, S3ExistingPlan plan, CancellationToken cancellationToken)
    {
        var check = new S3ExistingCheck(client, plan);
        await check.FindAsync(cancellationToken);
        return new CheckReport(check._findings);
    }

    private async Task FindAsync(CancellationToken cancellationToken)
    {
        // Ending an upload that does not exist: the first call finds out about everything on the way to the bucket.
        var canAbort = await TryAsync(
            CheckSubjects.AbortUpload, token => _client.AbortMultipartUploadAsync(_bucket, _key, NoUpload, token), cancellationToken);
        if (_findings[^1].Failure is not null && _findings[^1].Subject != CheckSubjects.AbortUpload)
        {
            return;
        }

        _findings.InsertRange(0, GettingIn.Select(CheckFinding.Pass));
        await TryAsync(CheckSubjects.ListParts, token => _client.ListPartsAsync(_bucket, _key, NoUpload, token), cancellationToken);
        if (!canAbort)
        {
            _findings.Add(CheckFinding.NotChecked(CheckSubjects.Put, "It takes an upload, and the key may not end one."));
            return;
        }

        var canPut = await TryAsync(CheckSubjects.Put, UploadAsync, cancellationToken);
        if (_plan.PreventDataDeletion)
        {
            _findings.Add(CheckFinding.NotChecked(CheckSubjects.Get, "It takes an object, and under this plan none may be deleted again."));
        }
        else if (canPut)
        {
            await ReadAsync(cancellationToken);
        }
    }

    private async Task UploadAsync(CancellationToken cancellationToken)
    {
        var request = new InitiateMultipartUploadRequest { BucketName = _bucket, Key = _key };
        var upload = await _client.InitiateMultipartUploadAsync(request, cancellationToken);
        await _client.AbortMultipartUploadAsync(_bucket, _key, upload.UploadId, CancellationToken.None);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        // Before anything is written: what cannot be deleted would stay.
        if (!await TryAsync(CheckSubjects.Delete, token => _client.DeleteObjectAsync(_bucket, _key, token), cancellationToken))
        {
            return;
        }

        try
        {
            await _client.PutObjectAsync(new PutObjectRequest { BucketName = _bucket, Key = _key, ContentBody = "" }, cancellationToken);
            await TryAsync(CheckSubjects.Get, async token => (await _client.GetObjectAsync(_bucket, _key, token)).Dispose(), cancellationToken);
        }
        finally
        {
            await _client.DeleteObjectAsync(_bucket, _key, CancellationToken.None);
        }
    }

    private async Task<bool> TryAsync(string right, Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        try
        {
            await call(cancellationToken);
            _findings.Add(CheckFinding.Pass(right));
            return true;
        }
        catch (AmazonServiceException error) when (error.ErrorCode == "NoSuchUpload")
        {
            _findings.Add(CheckFinding.Pass(right));
            return true;
        }
        catch (Exception exception) when (S3ExistingFailure.Of(exception, _plan) is { } failure)
        {
            if (IsAccessDenied(exception))
            {
                _findings.Add(Missing(right));
            }
            else
            {
                _findings.AddRange(GettingIn.TakeWhile(step => step != failure.Subject && GettingIn.Contains(failure.Subject)).Select(CheckFinding.Pass));
                _findings.Add(new CheckFinding(failure.Subject, failure.ToException(exception)));
            }

            return false;
        }
    }

    private CheckFinding Missing(string right) => CheckFinding.Fail(
        right,
        $"The access key '{_plan.AccessKeyId}' lacks the right {right} on {_bucket}/{_key}.",
        $"Allow {right} on the objects of the bucket, in the policy of the key's user.");

    private static bool IsAccessDenied(Exception exception) => exception is AmazonServiceException { ErrorCode: "AccessDenied" };
}
