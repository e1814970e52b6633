using Amazon.Runtime;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;

/// <summary>The calls of IAM that are needed, under one access key. What is gone already counts as removed.</summary>
/// <param name="client">Repeats calls whose outcome is unknown.</param>
/// <param name="once">
/// Does not: a repeated CreateAccessKey makes a second key that nobody knows, and a repeated CreateUser hides who made the user
/// (reference, cloud storage A.11).
/// </param>
/// <param name="time">What delays are measured by.</param>
internal sealed class IamApi(QueryClient client, QueryClient once, TimeProvider time) : IDisposable
{
    private const int Throttlings = 4;

    /// <summary>Makes a user.</summary>
    /// <returns>Whether it is new; false when it was there.</returns>
    public async Task<bool> CreateUserAsync(string userName, CancellationToken cancellationToken)
    {
        try
        {
            await OnceAsync("CreateUser", [("UserName", userName)], cancellationToken);
            return true;
        }
        catch (AmazonServiceException error) when (error.IsAlreadyThere())
        {
            return false;
        }
    }

    /// <summary>Makes an access key.</summary>
    /// <returns>The key; null when the user has two already.</returns>
    public async Task<AccessKey?> CreateAccessKeyAsync(string userName, CancellationToken cancellationToken)
    {
        try
        {
            var response = await OnceAsync("CreateAccessKey", [("UserName", userName)], cancellationToken);
            return new AccessKey(response["AccessKeyId"]!, new SecretValue(response["SecretAccessKey"]!));
        }
        catch (AmazonServiceException error) when (error.IsLimitExceeded())
        {
            return null;
        }
    }

    /// <summary>The ids of a user's access keys; null when there is no such user.</summary>
    public async Task<IReadOnlyList<string>?> ListAccessKeysAsync(string userName, CancellationToken cancellationToken)
    {
        try
        {
            var response = await client.CallAsync("ListAccessKeys", [("UserName", userName)], cancellationToken);
            return [.. response.All("AccessKeyId")];
        }
        catch (AmazonServiceException error) when (error.IsNoSuchEntity())
        {
            return null;
        }
    }

    public Task PutUserPolicyAsync(string userName, string policyName, string document, CancellationToken cancellationToken) =>
        client.CallAsync("PutUserPolicy", [("UserName", userName), ("PolicyName", policyName), ("PolicyDocument", document)], cancellationToken);

    public Task AttachUserPolicyAsync(string userName, string policyArn, CancellationToken cancellationToken) =>
        client.CallAsync("AttachUserPolicy", [("UserName", userName), ("PolicyArn", policyArn)], cancellationToken);

    public Task<bool> DetachUserPolicyAsync(string userName, string policyArn, CancellationToken cancellationToken) =>
        RemoveAsync("DetachUserPolicy", [("UserName", userName), ("PolicyArn", policyArn)], cancellationToken);

    public Task<bool> DeleteUserPolicyAsync(string userName, string policyName, CancellationToken cancellationToken) =>
        RemoveAsync("DeleteUserPolicy", [("UserName", userName), ("PolicyName", policyName)], cancellationToken);

    public Task<bool> DeleteAccessKeyAsync(string userName, string accessKeyId, CancellationToken cancellationToken) =>
        RemoveAsync("DeleteAccessKey", [("UserName", userName), ("AccessKeyId", accessKeyId)], cancellationToken);

    public Task<bool> DeleteUserAsync(string userName, CancellationToken cancellationToken) =>
        RemoveAsync("DeleteUser", [("UserName", userName)], cancellationToken);

    public void Dispose()
    {
        client.Dispose();
        once.Dispose();
    }

    private async Task<bool> RemoveAsync(string action, IReadOnlyList<(string Name, string Value)> parameters, CancellationToken cancellationToken)
    {
        try
        {
            await client.CallAsync(action, parameters, cancellationToken);
            return true;
        }
        catch (AmazonServiceException error) when (error.IsNoSuchEntity())
        {
            return false;
        }
    }

    // A throttled call was not performed, so it alone may be repeated.
    private async Task<QueryResponse> OnceAsync(string action, IReadOnlyList<(string Name, string Value)> parameters, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await once.CallAsync(action, parameters, cancellationToken);
            }
            catch (AmazonServiceException error) when (error.IsThrottling() && attempt < Throttlings)
            {
                await Task.Delay(TimeSpan.FromSeconds(1 << (attempt - 1)), time, cancellationToken);
            }
        }
    }
}
