using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Testing.Minio.Http;
using Mendix.PrivateCloud.Testing.Minio.Iam;

namespace Mendix.PrivateCloud.Testing.Minio.Admin;

/// <summary>The admin API below <c>/minio/admin/v3</c> (reference, MinIO admin API 3): who may call what, and the few calls about the server.</summary>
internal sealed class AdminApi(Identities identities, MinioServerOptions options, Func<IEnumerable<string>> buckets)
{
    private const string Root = "/minio/admin/v3/";

    private readonly AdminUsers _users = new(identities);
    private readonly AdminPolicies _policies = new(identities);
    private readonly AdminServiceAccounts _accounts = new(identities);

    public MinioReply Handle(MinioRequest request, Identity caller)
    {
        var call = new AdminRequest(request, caller, !options.IsWithoutPbkdf2);
        return $"{request.Method} {(request.Path.StartsWith(Root, StringComparison.Ordinal) ? request.Path[Root.Length..] : "")}" switch
        {
            "GET accountinfo" => MinioReply.Json(AccountInfo(caller)),
            "GET info" => Allowed(call, "admin:ServerInfo", () => MinioReply.Json(Info())),
            "PUT add-user" when request.Has("accessKey") => AllowedOrSelf(call, "admin:CreateUser", () => _users.Put(call)),
            "DELETE remove-user" when request.Has("accessKey") => Allowed(call, "admin:DeleteUser", () => _users.Remove(call)),
            "GET user-info" when request.Has("accessKey") => AllowedOrSelf(call, "admin:GetUser", () => _users.Look(call)),
            "GET list-users" => Allowed(call, "admin:ListUsers", () => Encrypted(caller, _users.List())),
            "PUT set-user-status" when request.Has("accessKey") => Allowed(call, "admin:EnableUser", () => _users.SetStatus(call)),
            "PUT add-canned-policy" when request.Has("name") => Allowed(call, "admin:CreatePolicy", () => _policies.Put(call)),
            "GET info-canned-policy" when request.Has("name") => Allowed(call, "admin:GetPolicy", () => _policies.Look(call)),
            "GET list-canned-policies" => Allowed(call, "admin:ListUserPolicies", _policies.List),
            "DELETE remove-canned-policy" when request.Has("name") => Allowed(call, "admin:DeletePolicy", () => _policies.Remove(call)),
            "PUT set-user-or-group-policy" when request.Has("policyName") && request.Has("userOrGroup") && request.Has("isGroup") =>
                Allowed(call, "admin:AttachUserOrGroupPolicy", () => _policies.Set(call)),
            "POST idp/builtin/policy/attach" => Allowed(call, "admin:AttachUserOrGroupPolicy", () => Encrypted(caller, _policies.Change(call, isAttach: true))),
            "POST idp/builtin/policy/detach" => Allowed(call, "admin:AttachUserOrGroupPolicy", () => Encrypted(caller, _policies.Change(call, isAttach: false))),
            "GET idp/builtin/policy-entities" => Allowed(call, "admin:ListUserPolicies", () => Encrypted(caller, _policies.Entities(call))),
            "PUT add-service-account" => Encrypted(caller, _accounts.Add(call)),
            "GET info-service-account" => Encrypted(caller, _accounts.Look(call)),
            "GET list-service-accounts" => Encrypted(caller, _accounts.List(call)),
            "DELETE delete-service-account" => _accounts.Remove(call),
            _ => throw new MinioException(426, "XMinioAdminVersionMismatch", $"This call is not known in {Mode}."),
        };
    }

    private string Mode => options.IsGateway ? "mode-gateway-s3" : "mode-server-xl-single";

    private MinioReply Allowed(AdminRequest call, string right, Func<MinioReply> action) =>
        identities.Allows(call.Caller, new PolicyQuestion(right)) ? action() : throw MinioException.AccessDenied();

    // Everybody who has some policy may change and see itself, unless a policy denies it.
    private MinioReply AllowedOrSelf(AdminRequest call, string right, Func<MinioReply> action) =>
        call.AccessKey == call.Caller.User && !call.Caller.IsRoot && identities.Users[call.Caller.User].Policies.Count > 0
            && !identities.Denies(call.Caller, new PolicyQuestion(right))
        ? action()
        : Allowed(call, right, action);

    // PBKDF2: mc reads all three algorithms, and this one costs nothing.
    private static MinioReply Encrypted(Identity caller, JsonNode? answer) => new(
        200, AdminCipher.Encrypt(AdminCipher.Pbkdf2, JsonSerializer.SerializeToUtf8Bytes(answer), caller.SecretKey), "application/json");

    private JsonObject AccountInfo(Identity caller) => new()
    {
        ["AccountName"] = caller.User,
        ["Server"] = new JsonObject { ["Type"] = options.IsGateway ? 3 : 2, ["GatewayOnline"] = options.IsGateway },
        ["Policy"] = identities.MergedPolicy(caller),
        ["Buckets"] = new JsonArray([.. buckets()
            .Where(bucket => identities.Allows(caller, new PolicyQuestion("s3:ListBucket", bucket))).Select(bucket => (JsonNode)new JsonObject { ["name"] = bucket })]),
    };

    private JsonObject Info() => new()
    {
        ["mode"] = "online",
        ["region"] = options.Region,
        ["deploymentID"] = "6f9f2b1e-0000-4000-8000-000000000000",
        ["backend"] = new JsonObject { ["backendType"] = options.IsGateway ? "FS" : "Erasure" },
        ["servers"] = new JsonArray(new JsonObject { ["state"] = "online", ["endpoint"] = "127.0.0.1", ["version"] = options.Version }),
    };
}
