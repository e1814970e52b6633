using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Discovery;
using Microsoft.AspNetCore.Http;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>"May I?" is always answered yes: whoever holds the token may do everything.</summary>
internal static class AccessReview
{
    public static bool IsFor(HttpContext context, RequestPath path) =>
        HttpMethods.IsPost(context.Request.Method)
        && path is { Group: ResourceLists.AuthorizationGroup, Resource: "selfsubjectaccessreviews" };

    public static Task AnswerAsync(HttpContext context, byte[] body)
    {
        var (review, _) = RequestBody.ParseObject(body);
        review["status"] = new JsonObject { ["allowed"] = true };
        return Responses.WriteAsync(context, review, StatusCodes.Status201Created);
    }
}
