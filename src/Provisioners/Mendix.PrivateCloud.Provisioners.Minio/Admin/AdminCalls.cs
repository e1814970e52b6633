using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Minio.Admin;

/// <summary>
/// The few admin calls that this product makes (reference, MinIO admin API 3): all of them can be repeated, and answer in
/// clear or not at all.
/// </summary>
internal static class AdminCalls
{
    /// <summary>Says who the caller is, what it may do, and what kind of server this is.</summary>
    public static AdminCall LookAtAccount { get; } = new(HttpMethod.Get, "accountinfo", "");

    /// <summary>Says which version the server has.</summary>
    public static AdminCall LookAtServer { get; } = new(HttpMethod.Get, "info", Rights.ServerInfo);

    public static AdminCall LookAtUser(string user) =>
        new(HttpMethod.Get, "user-info", Rights.GetUser) { Parameters = [("accessKey", user)] };

    public static AdminCall LookAtPolicy(string policy) =>
        new(HttpMethod.Get, "info-canned-policy", Rights.GetPolicy) { Parameters = [("name", policy), ("v", "2")] };

    /// <summary>Makes the user, or gives it a new secret key. What it is attached to stays.</summary>
    public static AdminCall PutUser(string user, SecretValue secretKey) =>
        new(HttpMethod.Put, "add-user", Rights.CreateUser)
        {
            Parameters = [("accessKey", user)],
            Body = "{\"secretKey\":\"",
            Secret = secretKey, // letters and digits: nothing to escape
            BodyTail = "\",\"status\":\"enabled\"}",
        };

    public static AdminCall RemoveUser(string user) =>
        new(HttpMethod.Delete, "remove-user", Rights.DeleteUser) { Parameters = [("accessKey", user)] };

    /// <summary>Makes the policy, or puts this document in the place of another.</summary>
    public static AdminCall PutPolicy(string policy, string document) =>
        new(HttpMethod.Put, "add-canned-policy", Rights.CreatePolicy) { Parameters = [("name", policy)], Body = document };

    public static AdminCall RemovePolicy(string policy) =>
        new(HttpMethod.Delete, "remove-canned-policy", Rights.DeletePolicy) { Parameters = [("name", policy)] };

    /// <summary>Gives a user exactly this policy. Deprecated by the server's makers and served by all versions; its successor answers encrypted.</summary>
    public static AdminCall AttachPolicy(string policy, string user) =>
        new(HttpMethod.Put, "set-user-or-group-policy", Rights.AttachPolicy)
        {
            Parameters = [("isGroup", "false"), ("policyName", policy), ("userOrGroup", user)],
        };
}
