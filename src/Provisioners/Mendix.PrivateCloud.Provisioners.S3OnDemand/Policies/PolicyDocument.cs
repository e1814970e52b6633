using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Policies;

/// <summary>Builds the inline policies. All of one user together may have 2,048 characters (reference, cloud storage C.5).</summary>
internal static class PolicyDocument
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the environment may do: the five actions on objects that the runtime needs (reference, storage plans 5.2).</summary>
    /// <param name="identity">Whose account.</param>
    /// <param name="files">Where its files are.</param>
    /// <param name="mayDelete">Whether it may delete objects.</param>
    public static string OfEnvironment(CallerIdentity identity, FileArea files, bool mayDelete)
    {
        string[] actions = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"];
        return Write(Statement(
            mayDelete ? [.. actions, "s3:DeleteObject"] : actions,
            [$"{identity.BucketArn(files.Bucket)}/{files.Prefix}*"],
            // Once our bucket is gone, somebody else may make one of its name.
            files.IsOwnBucket ? new JsonObject { ["StringEquals"] = new JsonObject { ["aws:ResourceAccount"] = identity.Account } } : null));
    }

    /// <summary>
    /// What the plan's account may not do itself and lends, for a short time, to one of the tenant's users: to see the
    /// tenant's access keys and, when the tenant is removed, to empty its place.
    /// </summary>
    /// <param name="identity">Whose account.</param>
    /// <param name="userName">The tenant's user; its helpers are named after it.</param>
    /// <param name="emptied">The place to be emptied; null when only keys are to be seen.</param>
    /// <param name="until">When the rights end, whether or not somebody takes them back.</param>
    public static string OfMaintenance(CallerIdentity identity, string userName, FileArea? emptied, DateTimeOffset until)
    {
        var user = identity.UserArn(userName);
        var time = new JsonObject { ["aws:CurrentTime"] = until.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) };
        var statements = new List<JsonNode> { Statement(["iam:ListAccessKeys"], [user, $"{user}-h*"], new JsonObject { ["DateLessThan"] = time.DeepClone() }) };
        if (emptied is not null)
        {
            var bucket = identity.BucketArn(emptied.Bucket);
            var seeing = new JsonObject { ["DateLessThan"] = time.DeepClone() };
            if (emptied.Prefix.Length > 0)
            {
                seeing["StringLike"] = new JsonObject { ["s3:prefix"] = $"{emptied.Prefix}*" };
            }

            statements.Add(Statement(["s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads"], [bucket], seeing));
            statements.Add(Statement(
                ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:AbortMultipartUpload"],
                [$"{bucket}/{emptied.Prefix}*"],
                new JsonObject { ["DateLessThan"] = time.DeepClone() }));
        }

        return Write([.. statements]);
    }

    private static JsonObject Statement(string[] actions, string[] resources, JsonObject? condition)
    {
        var statement = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Action"] = new JsonArray([.. actions.Select(action => JsonValue.Create(action))]),
            ["Resource"] = new JsonArray([.. resources.Select(resource => JsonValue.Create(resource))]),
        };
        if (condition is not null)
        {
            statement["Condition"] = condition;
        }

        return statement;
    }

    private static string Write(params JsonNode[] statements) =>
        new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statements) }.ToJsonString(Plain);
}
