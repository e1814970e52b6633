using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Http;
using Mendix.PrivateCloud.LocalCluster.OpenApi;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Microsoft.AspNetCore.Http;

namespace Mendix.PrivateCloud.LocalCluster.Discovery;

/// <summary>Answers the paths that name no objects.</summary>
internal sealed class DiscoveryHandler(ResourceRegistry registry)
{
    private readonly ResourceLists _lists = new(registry);
    private readonly OpenApiDocuments _openApi = new(registry);

    /// <summary>True when the path was one of these, and answered.</summary>
    public async Task<bool> TryHandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Trim('/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        switch (path)
        {
            case ["healthz" or "readyz" or "livez", ..]:
                await Responses.WriteTextAsync(
                    context, context.Request.Query.ContainsKey("verbose") ? $"[+]ping ok\n{path[0]} check passed\n" : "ok");
                return true;
            case ["version"]:
                await Responses.WriteAsync(context, ServerVersion.Document);
                return true;
            case ["openapi", ..]:
                return await TryAnswerOpenApiAsync(context, path);
        }

        if (Document(context, path) is not { } document)
        {
            return false;
        }

        await Responses.WriteAsync(context, document);
        return true;
    }

    private async Task<bool> TryAnswerOpenApiAsync(HttpContext context, string[] path)
    {
        var protobuf = path is ["openapi", "v2"] && WantsProtobuf(context);
        if (_openApi.Find(path, protobuf) is not { } document)
        {
            return false;
        }

        Responses.Begin(context, 200);
        context.Response.ContentType = protobuf ? OpenApiV2Protobuf.MediaType : context.Response.ContentType;
        context.Response.ContentLength = document.Length;
        await context.Response.BodyWriter.WriteAsync(document, context.RequestAborted);
        return true;
    }

    private static bool WantsProtobuf(HttpContext context) =>
        context.Request.Headers.Accept.ToString().Contains("proto-openapi.spec.v2", StringComparison.Ordinal);

    private JsonObject? Document(HttpContext context, string[] path) => path switch
    {
        [] => Root(),
        ["api"] => Aggregated(context) is { } version
            ? new AggregatedDiscovery(registry, _lists).Core(version)
            : ResourceLists.CoreVersions(context.Request.Host.Value ?? ""),
        ["apis"] => Aggregated(context) is { } version
            ? new AggregatedDiscovery(registry, _lists).Named(version)
            : _lists.GroupList(),
        ["api", var version] => _lists.Resources("", version),
        ["apis", var group] => _lists.Group(group),
        ["apis", var group, var version] => _lists.Resources(group, version),
        _ => null,
    };

    /// <summary>The version of the aggregated form that the client prefers; the answer then says so in its content type.</summary>
    private static string? Aggregated(HttpContext context)
    {
        if (Representation.Choose(context.Request.Headers.Accept) is not { Form: Form.AggregatedDiscovery, Version: var version })
        {
            return null;
        }

        context.Response.OnStarting(() =>
        {
            context.Response.ContentType = $"application/json;g=apidiscovery.k8s.io;v={version};as=APIGroupDiscoveryList";
            return Task.CompletedTask;
        });
        return version;
    }

    private JsonObject Root() => new()
    {
        ["paths"] = new JsonArray(
        [
            "/api", "/api/v1", "/apis",
            .. _lists.Groups().SelectMany(group => group.Versions.Select(version => (JsonNode)$"/apis/{group.Group}/{version}")),
            "/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version",
        ]),
    };
}
