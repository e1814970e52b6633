using System.Net;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3.Model;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Connections;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;
using Mendix.PrivateCloud.Provisioning.Checks;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Diagnosis;

/// <summary>
/// Finds out whether tenants can be made under a plan. Rights are asked for on a user and a bucket of a random name that do not
/// exist: AWS decides on rights before it looks, so nothing can come of it. CreateUser and CreateBucket cannot be asked for
/// that way, and the report says so (reference, cloud storage A.10).
/// </summary>
internal static class S3OnDemandCheck
{
    public static async Task<CheckReport> RunAsync(S3Account account, S3OnDemandPlan plan, CancellationToken cancellationToken)
    {
        CallerIdentity identity;
        try
        {
            identity = await account.IdentityAsync(cancellationToken);
        }
        catch (Exception exception) when (S3OnDemandFailure.Of(exception, plan) is { } failure)
        {
            return new CheckReport(failure.Subject == CheckSubjects.Credentials
                ? [CheckFinding.Pass(CheckSubjects.Reachable), new CheckFinding(failure.Subject, failure.ToException(exception))]
                : [new CheckFinding(failure.Subject, failure.ToException(exception))]);
        }

        var findings = new List<CheckFinding>
        {
            CheckFinding.Pass(CheckSubjects.Reachable), CheckFinding.Pass(CheckSubjects.Credentials), Partition(identity, plan),
        };
        foreach (var (right, probe) in Probes(account, plan, NewName()))
        {
            findings.Add(await FindAsync(right, probe, plan, cancellationToken));
        }

        if (!plan.CreateInlinePolicy)
        {
            findings.Add(await ListingAsync(account, cancellationToken));
        }

        const string NoDryRun = "AWS decides on it only when it is used, and then it makes something.";
        findings.Add(CheckFinding.NotChecked("iam:CreateUser", NoDryRun));
        if (plan.CreateBucket)
        {
            findings.Add(CheckFinding.NotChecked("s3:CreateBucket", NoDryRun));
        }
        else
        {
            findings.Add(await BucketAsync(account, plan, cancellationToken));
        }

        return new CheckReport(findings);
    }

    private static IEnumerable<(string Right, Func<CancellationToken, Task> Probe)> Probes(S3Account account, S3OnDemandPlan plan, string name)
    {
        const string NoKey = "AKIAMENDIXCHECK00000";
        const string NoPolicy = """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}""";
        yield return ("iam:DeleteUser", token => account.Iam.DeleteUserAsync(name, token));
        yield return ("iam:CreateAccessKey", token => account.Iam.CreateAccessKeyAsync(name, token));
        yield return ("iam:DeleteAccessKey", token => account.Iam.DeleteAccessKeyAsync(name, NoKey, token));
        if (plan.CreateInlinePolicy)
        {
            yield return ("iam:PutUserPolicy", token => account.Iam.PutUserPolicyAsync(name, name, NoPolicy, token));
            yield return ("iam:DeleteUserPolicy", token => account.Iam.DeleteUserPolicyAsync(name, name, token));
        }
        else
        {
            yield return ("iam:AttachUserPolicy", token => account.Iam.AttachUserPolicyAsync(name, plan.PolicyArn!, token));
            yield return ("iam:DetachUserPolicy", token => account.Iam.DetachUserPolicyAsync(name, plan.PolicyArn!, token));
        }

        if (plan.CreateBucket)
        {
            yield return (CheckSubjects.DeleteBucket, token => account.S3.DeleteBucketAsync(new DeleteBucketRequest { BucketName = name }, token));
        }
    }

    private static async Task<CheckFinding> FindAsync(
        string right, Func<CancellationToken, Task> probe, S3OnDemandPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            await probe(cancellationToken);
            return CheckFinding.Pass(right);
        }
        catch (AmazonServiceException error) when (error.IsNoSuchEntity() || error.ErrorCode == "NoSuchBucket")
        {
            return CheckFinding.Pass(right);
        }
        catch (AmazonServiceException error) when (error.IsAccessDenied())
        {
            return CheckFinding.Fail(
                right,
                $"The access key '{plan.AccessKeyId}' lacks the right {right}: {error.Message.TrimEnd('.')}.",
                $"Allow {right} on {(right == CheckSubjects.DeleteBucket ? "buckets" : "users")} named mendix-*, in the policy of the plan's account.");
        }
        catch (Exception exception) when (S3OnDemandFailure.Of(exception, plan) is { } failure)
        {
            return new CheckFinding(right, failure.ToException(exception));
        }
    }

    // Needed for removal; with inline policies the account lends it to the tenant's own user.
    private static async Task<CheckFinding> ListingAsync(S3Account account, CancellationToken cancellationToken)
    {
        try
        {
            await account.Iam.ListAccessKeysAsync(NewName(), cancellationToken);
            return CheckFinding.Pass(CheckSubjects.ListAccessKeys);
        }
        catch (AmazonServiceException error) when (error.IsAccessDenied())
        {
            return CheckFinding.NotChecked(
                CheckSubjects.ListAccessKeys,
                "The account does not hold it. Then the plan's policy has to allow it on user/${aws:username}, which nobody can see from " +
                "here; without both, users cannot be removed.");
        }
    }

    private static string NewName() => $"mendix-check-{RandomNumberGenerator.GetHexString(16, lowercase: true)}";

    private static CheckFinding Partition(CallerIdentity identity, S3OnDemandPlan plan) => identity.Partition == plan.Location.Partition.Id
        ? CheckFinding.Pass(CheckSubjects.Partition)
        : CheckFinding.Fail(
            CheckSubjects.Partition,
            $"The access key belongs to the partition '{identity.Partition}', and the region '{plan.Region}' lies in '{plan.Location.Partition.Id}'.",
            "Name a region of the account's partition in the plan's field 'region'.");

    // The status alone tells: the account has no right on this bucket, and needs none.
    private static async Task<CheckFinding> BucketAsync(S3Account account, S3OnDemandPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            await account.S3.HeadBucketAsync(new HeadBucketRequest { BucketName = plan.BucketName }, cancellationToken);
            return CheckFinding.Pass(CheckSubjects.Bucket);
        }
        catch (AmazonServiceException error) when (error.StatusCode == HttpStatusCode.Forbidden)
        {
            return CheckFinding.Pass(CheckSubjects.Bucket);
        }
        catch (AmazonServiceException error) when (error.StatusCode == HttpStatusCode.NotFound)
        {
            return CheckFinding.Fail(
                CheckSubjects.Bucket, $"The bucket '{plan.BucketName}' does not exist.", "Make it, or correct the plan's field 'bucketName'.");
        }
        catch (AmazonServiceException error)
            when (error.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect or HttpStatusCode.BadRequest)
        {
            return CheckFinding.Fail(
                CheckSubjects.Bucket, $"The bucket '{plan.BucketName}' does not lie in '{plan.Region}'.", "Correct the plan's field 'region'.");
        }
        catch (Exception exception) when (S3OnDemandFailure.Of(exception, plan) is { } failure)
        {
            return new CheckFinding(CheckSubjects.Bucket, failure.ToException(exception));
        }
    }
}
