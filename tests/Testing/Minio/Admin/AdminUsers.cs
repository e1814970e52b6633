using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Testing.Minio.Http;
using Mendix.PrivateCloud.Testing.Minio.Iam;

namespace Mendix.PrivateCloud.Testing.Minio.Admin;

/// <summary>Users (reference, MinIO admin API 3.1).</summary>
internal sealed class AdminUsers(Identities identities)
{
    public MinioReply Put(AdminRequest call)
    {
        var name = call.AccessKey;
        var body = call.Secret();
        var secret = (string?)body["secretKey"] ?? "";
        if (name.Length < 3 || name.Contains('=', StringComparison.Ordinal) || name.Contains(',', StringComparison.Ordinal))
        {
            throw new MinioException(400, "XMinioAdminInvalidAccessKey", "The access key is invalid.");
        }

        if (secret.Length < 8)
        {
            throw new MinioException(400, "XMinioAdminInvalidSecretKey", "The secret key is invalid.");
        }

        if (name == identities.RootUser || identities.ServiceAccounts.ContainsKey(name))
        {
            throw new MinioException(403, "XMinioInvalidIAMCredentials", "The credentials are not allowed.");
        }

        if (!identities.Users.TryGetValue(name, out var user))
        {
            identities.Users[name] = user = new StoredUser { SecretKey = secret };
        }

        user.SecretKey = secret;
        user.IsEnabled = (string?)body["status"] == "enabled";
        return MinioReply.Empty();
    }

    public MinioReply Remove(AdminRequest call)
    {
        var name = call.AccessKey;
        if (name == call.Caller.User || identities.ServiceAccounts.ContainsKey(name))
        {
            throw new MinioException(403, "XMinioIAMActionNotAllowed", "Specified IAM action is not allowed.");
        }

        Find(name);
        identities.Users.Remove(name);
        foreach (var account in identities.ServiceAccounts.Where(account => account.Value.Parent == name).Select(account => account.Key).ToList())
        {
            identities.ServiceAccounts.Remove(account);
        }

        return MinioReply.Empty();
    }

    public MinioReply Look(AdminRequest call) => MinioReply.Json(Describe(Find(call.AccessKey)));

    public JsonObject List() => new(identities.Users.Select(user => KeyValuePair.Create(user.Key, (JsonNode?)Describe(user.Value))));

    public MinioReply SetStatus(AdminRequest call)
    {
        Find(call.AccessKey).IsEnabled = call.Request.Parameter("status") switch
        {
            "enabled" => true,
            "disabled" => false,
            _ => throw new MinioException(400, "XMinioAdminInvalidArgument", "Invalid arguments specified."),
        };
        return MinioReply.Empty();
    }

    private StoredUser Find(string name) => identities.Users.GetValueOrDefault(name)
        ?? throw new MinioException(404, "XMinioAdminNoSuchUser", "The specified user does not exist.");

    private static JsonObject Describe(StoredUser user)
    {
        var description = new JsonObject { ["status"] = user.IsEnabled ? "enabled" : "disabled", ["updatedAt"] = "2026-01-02T03:04:05Z" };
        if (user.Policies.Count > 0)
        {
            description["policyName"] = user.PolicyNames;
        }

        return description;
    }
}
