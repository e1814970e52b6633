using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Mendix.PrivateCloud.Provisioners.Minio.Admin;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Minio.Admin;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests.Support;

/// <summary>Looks at a server, and meddles with it, as the account that may do everything.</summary>
internal sealed class ServerView : IDisposable
{
    private readonly HttpClient _http = new();

    public ServerView(string endpoint, string accessKey, string secretKey)
    {
        (Endpoint, AccessKey, SecretKey) = (endpoint, accessKey, secretKey);
        S3 = Connect(accessKey, secretKey);
        Admin = ConnectAdmin(accessKey, secretKey);
    }

    public string Endpoint { get; }

    public string AccessKey { get; }

    public string SecretKey { get; }

    public AmazonS3Client S3 { get; }

    public MinioAdmin Admin { get; }

    public AmazonS3Client Connect(string accessKey, string secretKey) => new(
        new BasicAWSCredentials(accessKey, secretKey),
        new AmazonS3Config { ServiceURL = Endpoint, ForcePathStyle = true, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });

    public MinioAdmin ConnectAdmin(string accessKey, string secretKey) => new(_http, new Uri(Endpoint), "us-east-1", accessKey, secretKey, TimeProvider.System);

    public async Task MakeUserAsync(string name, string secretKey, string? policy = null)
    {
        await Admin.SendAsync(AdminCalls.PutUser(name, new SecretValue(secretKey)), default);
        if (policy is not null)
        {
            await Admin.SendAsync(AdminCalls.PutPolicy(name, policy), default);
            await Admin.SendAsync(AdminCalls.AttachPolicy(name, name), default);
        }
    }

    public async Task RemoveUserAsync(string name)
    {
        await Admin.RemoveUserAsync(AdminCalls.RemoveUser(name), default);
        await Admin.SendAsync(AdminCalls.RemovePolicy(name), default);
    }

    /// <summary>All that is on the server and has this in its name, one line each.</summary>
    public async Task<IReadOnlyList<string>> TracesAsync(string name = "")
    {
        var policies = JsonNode.Parse(await Admin.SendAsync(new AdminCall(HttpMethod.Get, "list-canned-policies", ""), default))!.AsObject();
        var users = JsonNode.Parse(AdminCipher.Decrypt(await Admin.SendAsync(new AdminCall(HttpMethod.Get, "list-users", ""), default), SecretKey))!.AsObject();
        var traces = policies.Select(policy => $"policy {policy.Key} {Sorted(policy.Value)}")
            .Concat(users.Select(user => $"user {user.Key} {user.Value!["status"]} {user.Value["policyName"]}")).ToList();
        foreach (var bucket in (await S3.ListBucketsAsync()).Buckets ?? [])
        {
            traces.Add($"bucket {bucket.BucketName} {await TagsAsync(bucket.BucketName)}");
        }

        return [.. traces.Where(trace => trace.Contains(name, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    public async Task<string> TagsAsync(string bucket)
    {
        try
        {
            var tags = (await S3.GetBucketTaggingAsync(new GetBucketTaggingRequest { BucketName = bucket })).TagSet;
            return string.Join(',', tags.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal));
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode == "NoSuchTagSet")
        {
            return "";
        }
    }

    public void Dispose()
    {
        S3.Dispose();
        _http.Dispose();
    }

    // A real server gives actions, and tags, in any order.
    private static string Sorted(JsonNode? node) => node switch
    {
        JsonArray array => $"[{string.Join(',', array.Select(Sorted).Order(StringComparer.Ordinal))}]",
        JsonObject item => $"{{{string.Join(',', item.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{member.Key}:{Sorted(member.Value)}"))}}}",
        _ => node?.ToJsonString() ?? "",
    };
}
