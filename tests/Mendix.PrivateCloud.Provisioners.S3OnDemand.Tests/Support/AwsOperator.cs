using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;
using Mendix.PrivateCloud.Testing.Moto;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Support;

/// <summary>Looks at the server and changes it past the code under test, as somebody who may do everything.</summary>
public sealed class AwsOperator : IDisposable
{
    private readonly QueryClient _iam;

    public AwsOperator(MotoServer server, MotoKey key, string region = "us-east-1")
    {
        _iam = new QueryClient(new BasicAWSCredentials(key.Id, key.Secret), new QueryConfig("iam", "2010-05-08", server.Url, region));
        S3 = Client(server, key, region);
    }

    public AmazonS3Client S3 { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static AmazonS3Client Client(MotoServer server, MotoKey key, string region = "us-east-1") => new(
        new BasicAWSCredentials(key.Id, key.Secret),
        new AmazonS3Config { ServiceURL = server.Url, AuthenticationRegion = region, ForcePathStyle = true, MaxErrorRetry = 1 });

    internal Task<QueryResponse> IamAsync(string action, params (string Name, string Value)[] parameters) => _iam.CallAsync(action, parameters, Cancellation);

    /// <summary>Makes a user with one inline policy for each document, and a key of it.</summary>
    public async Task<MotoKey> MakeAdminAsync(string name, params string[] documents)
    {
        await IamAsync("CreateUser", ("UserName", name));
        foreach (var (document, index) in documents.Select((document, index) => (document, index)))
        {
            await IamAsync("PutUserPolicy", ("UserName", name), ("PolicyName", $"p{index}"), ("PolicyDocument", document));
        }

        return await MakeKeyAsync(name);
    }

    public async Task<MotoKey> MakeKeyAsync(string user)
    {
        var key = await IamAsync("CreateAccessKey", ("UserName", user));
        return new MotoKey(key["AccessKeyId"]!, key["SecretAccessKey"]!);
    }

    public async Task<IReadOnlyList<string>> KeysAsync(string user) => [.. (await IamAsync("ListAccessKeys", ("UserName", user))).All("AccessKeyId")];

    public async Task<IReadOnlyList<string>> UsersAsync(string prefix) =>
        [.. (await IamAsync("ListUsers", ("MaxItems", "1000"))).All("UserName").Where(name => name.StartsWith(prefix, StringComparison.Ordinal))];

    /// <summary>All that a tenant of this user name could leave, one line each, without what is random.</summary>
    public async Task<IReadOnlyList<string>> TracesAsync(string userName)
    {
        var traces = new List<string>();
        foreach (var user in await UsersAsync(userName))
        {
            traces.Add($"user {user} keys={(await KeysAsync(user)).Count}");
            foreach (var policy in (await IamAsync("ListUserPolicies", ("UserName", user))).All("member"))
            {
                var document = (await IamAsync("GetUserPolicy", ("UserName", user), ("PolicyName", policy)))["PolicyDocument"];
                traces.Add($"policy {policy} of {user}: {Uri.UnescapeDataString(document!)}");
            }

            traces.AddRange((await IamAsync("ListAttachedUserPolicies", ("UserName", user))).All("PolicyArn").Select(arn => $"policy {arn} on {user}"));
        }

        foreach (var bucket in (await S3.ListBucketsAsync(Cancellation)).Buckets?.Where(bucket => bucket.BucketName.StartsWith(userName, StringComparison.Ordinal)) ?? [])
        {
            traces.Add($"bucket {bucket.BucketName}");
            traces.AddRange((await KeysInAsync(bucket.BucketName)).Select(key => $"object {key}"));
        }

        return traces;
    }

    public async Task<IReadOnlyList<string>> KeysInAsync(string bucket) =>
        [.. (await S3.ListVersionsAsync(new ListVersionsRequest { BucketName = bucket }, Cancellation)).Versions?.Select(version => version.Key) ?? []];

    public void Dispose()
    {
        _iam.Dispose();
        S3.Dispose();
    }
}
