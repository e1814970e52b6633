using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Testing.Minio.Http;
using Mendix.PrivateCloud.Testing.Minio.Iam;

namespace Mendix.PrivateCloud.Testing.Minio.Admin;

/// <summary>Further keys of users (reference, MinIO admin API 3.4). Everybody may have them for oneself, unless a policy denies it.</summary>
internal sealed class AdminServiceAccounts(Identities identities)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    public JsonObject Add(AdminRequest call)
    {
        var body = call.Secret();
        var parent = Text(body, "targetUser", call.Caller.User);
        Require(call, parent, "admin:CreateServiceAccount");
        var (accessKey, secretKey) = (Text(body, "accessKey", RandomNumberGenerator.GetString(Letters, 20)), Text(body, "secretKey", RandomNumberGenerator.GetString(Letters, 40)));
        if (parent != identities.RootUser && (!identities.Users.TryGetValue(parent, out var user) || !user.IsEnabled))
        {
            throw new MinioException(404, "XMinioAdminNoSuchUser", "The specified user does not exist.");
        }

        if (!identities.ServiceAccounts.TryAdd(accessKey, new StoredServiceAccount { Parent = parent, SecretKey = secretKey }))
        {
            throw new MinioException(400, "XMinioIAMServiceAccountNotAllowed", "The specified service account action is not allowed.");
        }

        return new JsonObject
        {
            ["credentials"] = new JsonObject { ["accessKey"] = accessKey, ["secretKey"] = secretKey, ["expiration"] = "1970-01-01T00:00:00Z" },
        };
    }

    public JsonObject Look(AdminRequest call)
    {
        var account = Find(call.AccessKey);
        Require(call, account.Parent, "admin:ListServiceAccounts");
        return new JsonObject { ["parentUser"] = account.Parent, ["accountStatus"] = account.IsEnabled ? "on" : "off", ["impliedPolicy"] = true, ["policy"] = "" };
    }

    public JsonObject List(AdminRequest call)
    {
        var parent = call.Request.Parameter("user") is { Length: > 0 } user ? user : call.Caller.User;
        Require(call, parent, "admin:ListServiceAccounts");
        return new JsonObject
        {
            ["accounts"] = new JsonArray([.. identities.ServiceAccounts
                .Where(account => account.Value.Parent == parent).Select(account => (JsonNode)new JsonObject { ["accessKey"] = account.Key })]),
        };
    }

    public MinioReply Remove(AdminRequest call)
    {
        Require(call, Find(call.AccessKey).Parent, "admin:RemoveServiceAccount");
        identities.ServiceAccounts.Remove(call.AccessKey);
        return MinioReply.Empty(204);
    }

    private static string Text(JsonObject body, string name, string otherwise) => (string?)body[name] is { Length: > 0 } text ? text : otherwise;

    private StoredServiceAccount Find(string accessKey) => identities.ServiceAccounts.GetValueOrDefault(accessKey)
        ?? throw new MinioException(404, "XMinioInvalidIAMCredentials", "The specified service account does not exist.");

    private void Require(AdminRequest call, string parent, string right)
    {
        var question = new PolicyQuestion(right);
        var isOwn = parent == call.Caller.User && !call.Caller.IsRoot && identities.Users[parent].Policies.Count > 0 && !identities.Denies(call.Caller, question);
        if (!isOwn && !identities.Allows(call.Caller, question))
        {
            throw MinioException.AccessDenied();
        }
    }
}
