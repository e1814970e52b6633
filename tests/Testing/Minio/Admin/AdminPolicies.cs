using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Testing.Minio.Http;
using Mendix.PrivateCloud.Testing.Minio.Iam;

namespace Mendix.PrivateCloud.Testing.Minio.Admin;

/// <summary>Policies and who has them (reference, MinIO admin API 3.2 and 3.3).</summary>
internal sealed class AdminPolicies(Identities identities)
{
    private const string Stamp = "2026-01-02T03:04:05Z";

    public MinioReply Put(AdminRequest call)
    {
        var name = call.Request.Parameter("name");
        if (name.Length == 0)
        {
            throw new MinioException(400, "XMinioAdminInvalidArgument", "Invalid arguments specified.");
        }

        identities.Policies[name] = Parse(call.Request.Body);
        return MinioReply.Empty();
    }

    public MinioReply Look(AdminRequest call)
    {
        var name = call.Request.Parameter("name");
        var policy = Find(name).DeepClone();
        return MinioReply.Text(call.Request.Parameter("v") != "2" ? policy : new JsonObject
        {
            ["PolicyName"] = name,
            ["Policy"] = policy,
            ["CreateDate"] = Stamp,
            ["UpdateDate"] = Stamp,
        });
    }

    public MinioReply List() => MinioReply.Text(new JsonObject(identities.Policies.Select(policy => KeyValuePair.Create(policy.Key, (JsonNode?)policy.Value.DeepClone()))));

    public MinioReply Remove(AdminRequest call)
    {
        var name = call.Request.Parameter("name");
        if (identities.Users.Values.Any(user => user.Policies.Contains(name)))
        {
            throw new MinioException(400, "XMinioIAMPolicyInUse", "The policy cannot be removed, as it is in use");
        }

        identities.Policies.Remove(name);
        return MinioReply.Empty();
    }

    /// <summary>Replaces all that a user has.</summary>
    public MinioReply Set(AdminRequest call)
    {
        var names = call.Request.Parameter("policyName").Split(',', StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names)
        {
            Find(name);
        }

        Holder(call.Request.Parameter("userOrGroup")).Policies = [.. names];
        return MinioReply.Empty();
    }

    public JsonObject Change(AdminRequest call, bool isAttach)
    {
        if (call.Request.Header("content-type") != "application/octet-stream")
        {
            throw new MinioException(400, "BadRequest", "400 Bad Request");
        }

        var body = call.Secret();
        var names = body["policies"]!.AsArray().Select(name => (string)name!).ToList();
        var user = Holder((string?)body["user"] ?? "");
        var changed = names.Where(name => Find(name) is not null && user.Policies.Contains(name) != isAttach).ToList();
        if (changed.Count == 0)
        {
            throw new MinioException(400, "XMinioAdminPolicyChangeAlreadyApplied", "The specified policy change is already in effect.");
        }

        user.Policies = isAttach ? [.. user.Policies, .. changed] : [.. user.Policies.Except(changed)];
        return new JsonObject
        {
            [isAttach ? "policiesAttached" : "policiesDetached"] = new JsonArray([.. changed.Select(name => (JsonNode)name)]),
            ["updatedAt"] = Stamp,
        };
    }

    public JsonObject Entities(AdminRequest call) => new()
    {
        ["timestamp"] = Stamp,
        ["userMappings"] = new JsonArray([.. identities.Users
            .Where(user => !call.Request.Has("user") || user.Key == call.Request.Parameter("user"))
            .Select(user => (JsonNode)new JsonObject
            {
                ["user"] = user.Key,
                ["policies"] = new JsonArray([.. user.Value.Policies.Select(name => (JsonNode)name)]),
            })]),
    };

    private static JsonObject Parse(byte[] body)
    {
        try
        {
            var policy = JsonNode.Parse(body)!.AsObject();
            var isRight = (string?)policy["Version"] == "2012-10-17" && policy["Statement"] is JsonArray { Count: > 0 } statements && statements.All(statement =>
                Names(statement!["Action"]).All(action => action.StartsWith("admin:", StringComparison.Ordinal)) || statement["Resource"] is not null);
            if (isRight)
            {
                return policy;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Told below, as everything that is wrong with a policy.
        }

        throw new MinioException(400, "XMinioMalformedIAMPolicy", "Policy has invalid statements.");
    }

    private static IEnumerable<string> Names(JsonNode? node) => node is JsonArray array ? array.Select(item => (string)item!) : [(string?)node ?? ""];

    private JsonObject Find(string name) => identities.Policies.GetValueOrDefault(name)
        ?? throw new MinioException(404, "XMinioAdminNoSuchPolicy", "The canned policy does not exist.");

    // To the server a disabled user is as good as missing.
    private StoredUser Holder(string name) => identities.Users.TryGetValue(name, out var user) && user.IsEnabled
        ? user
        : throw new MinioException(404, "XMinioAdminNoSuchUser", "The specified user does not exist.");
}
