using Mendix.PrivateCloud.LocalCluster.Http;
using Microsoft.AspNetCore.Http;

namespace Mendix.PrivateCloud.LocalCluster;

/// <summary>One request to the cluster, as a hook of <see cref="LocalClusterOptions"/> sees it.</summary>
public sealed record LocalRequest
{
    /// <summary>
    /// The verb in Kubernetes' words: <c>get</c>, <c>list</c>, <c>watch</c>, <c>create</c>, <c>update</c>, <c>patch</c>,
    /// <c>delete</c> or <c>deletecollection</c>.
    /// </summary>
    public required string Verb { get; init; }

    /// <summary>The path, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>The query with its question mark, or empty.</summary>
    public required string Query { get; init; }

    /// <summary>The API group; empty for the core group and for paths that name no resource.</summary>
    public required string Group { get; init; }

    /// <summary>The plural of the resource; empty for discovery and health.</summary>
    public required string Resource { get; init; }

    /// <summary><c>status</c>, <c>scale</c>, … or empty.</summary>
    public required string Subresource { get; init; }

    /// <summary>The namespace, or empty.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the object, or empty.</summary>
    public required string Name { get; init; }

    /// <summary>The client's <c>User-Agent</c>.</summary>
    public required string UserAgent { get; init; }

    /// <summary>The media type of the body, or empty; it tells an apply from a merge patch.</summary>
    public required string ContentType { get; init; }

    /// <summary>The answer's HTTP status; 0 before the request took effect.</summary>
    public int StatusCode { get; init; }

    internal bool IsWatch => Verb == "watch";

    internal static LocalRequest From(HttpContext context, RequestPath? path)
    {
        var request = context.Request;
        var named = path is { Name.Length: > 0 };
        return new LocalRequest
        {
            Verb = request.Method switch
            {
                "GET" when request.Query["watch"] == "true" || request.Query["watch"] == "1" => "watch",
                "GET" => named || path is null ? "get" : "list",
                "POST" => "create",
                "PUT" => "update",
                "PATCH" => "patch",
                "DELETE" => named ? "delete" : "deletecollection",
                var other => other.ToLowerInvariant(),
            },
            Path = request.Path.Value ?? "",
            Query = request.QueryString.Value ?? "",
            Group = path?.Group ?? "",
            Resource = path?.Resource ?? "",
            Subresource = path?.Subresource ?? "",
            Namespace = path?.Namespace ?? "",
            Name = path?.Name ?? "",
            UserAgent = request.Headers.UserAgent.ToString(),
            ContentType = request.ContentType?.Split(';')[0].Trim() ?? "",
        };
    }
}
