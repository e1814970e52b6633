using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Testing.Minio.Http;

namespace Mendix.PrivateCloud.Testing.Minio.Iam;

/// <summary>Users, policies and service accounts.</summary>
internal sealed class Identities(string rootUser, string rootPassword)
{
    public SortedDictionary<string, StoredUser> Users { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, JsonObject> Policies { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, StoredServiceAccount> ServiceAccounts { get; } = new(StringComparer.Ordinal);

    public string RootUser => rootUser;

    public Identity Find(string accessKey)
    {
        if (accessKey == rootUser)
        {
            return new Identity(rootUser, rootPassword, rootUser, IsRoot: true);
        }

        if (Users.TryGetValue(accessKey, out var user))
        {
            return user.IsEnabled
                ? new Identity(accessKey, user.SecretKey, accessKey, IsRoot: false)
                : throw new MinioException(403, "InvalidAccessKeyId", "Your account is disabled; please contact your administrator.");
        }

        if (ServiceAccounts.TryGetValue(accessKey, out var account))
        {
            return account.IsEnabled && (account.Parent == rootUser || Users[account.Parent].IsEnabled)
                ? new Identity(accessKey, account.SecretKey, account.Parent, account.Parent == rootUser)
                : throw MinioException.AccessDenied();
        }

        throw new MinioException(403, "InvalidAccessKeyId", "The Access Key Id you provided does not exist in our records.");
    }

    /// <summary>All that somebody may do, as one document.</summary>
    public JsonObject MergedPolicy(Identity identity)
    {
        if (identity.IsRoot)
        {
            return JsonNode.Parse("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["admin:*"]},{"Effect":"Allow","Action":["kms:*"]},{"Effect":"Allow","Action":["s3:*"],"Resource":["arn:aws:s3:::*"]}]}
                """)!.AsObject();
        }

        var documents = Users[identity.User].Policies.Where(Policies.ContainsKey).Select(name => Policies[name]).ToList();
        return documents.Count == 0
            ? new JsonObject { ["Version"] = "", ["Statement"] = null }
            : new JsonObject
            {
                ["Version"] = "2012-10-17",
                ["Statement"] = new JsonArray([.. documents.SelectMany(document => document["Statement"]!.AsArray()).Select(statement => statement!.DeepClone())]),
            };
    }

    public bool Allows(Identity identity, PolicyQuestion question) =>
        identity.IsRoot || PolicyEvaluation.Allows(MergedPolicy(identity), question with { User = identity.User });

    public bool Denies(Identity identity, PolicyQuestion question) =>
        !identity.IsRoot && PolicyEvaluation.Denies(MergedPolicy(identity), question with { User = identity.User });
}
