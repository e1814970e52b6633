using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Discovery;
using Microsoft.AspNetCore.Http;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>"Who am I?" and "May I?": there is one user, and whoever holds the token may do everything.</summary>
internal static class ReviewHandler
{
    public static ReviewKind? Find(HttpContext context, RequestPath path) => !HttpMethods.IsPost(context.Request.Method)
        ? null
        : ReviewKind.All.FirstOrDefault(review =>
            path.Group == review.Group && path.Version == ReviewKind.Version && path.Resource == review.Plural && path.Name.Length == 0);

    public static Task AnswerAsync(HttpContext context, ReviewKind kind, byte[] body)
    {
        // Nothing in the first question matters, and some clients ask it in protobuf.
        var review = kind == ReviewKind.Subject ? [] : RequestBody.ParseObject(body, kind.Kind).Value;
        review["kind"] = kind.Kind;
        review["apiVersion"] = $"{kind.Group}/{ReviewKind.Version}";
        review["status"] = kind == ReviewKind.Subject
            ? new JsonObject
            {
                ["userInfo"] = new JsonObject
                {
                    ["username"] = "local-cluster-admin",
                    ["groups"] = new JsonArray("system:masters", "system:authenticated"),
                },
            }
            : new JsonObject { ["allowed"] = true };
        return Responses.WriteAsync(context, review, StatusCodes.Status201Created);
    }
}
