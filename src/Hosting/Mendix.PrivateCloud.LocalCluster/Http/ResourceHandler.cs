using Mendix.PrivateCloud.LocalCluster.Discovery;
using Mendix.PrivateCloud.LocalCluster.Objects;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Schemas;
using Mendix.PrivateCloud.LocalCluster.Watching;
using Microsoft.AspNetCore.Http;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>Finds the kind that a path names and hands the request to the handler of its verb.</summary>
internal sealed class ResourceHandler(
    ResourceRegistry registry,
    ListHandler lists,
    WatchHandler watches,
    WriteHandler writes,
    PatchHandler patches,
    ScaleHandler scales,
    TimeProvider timeProvider)
{
    private static readonly string[] Accepted = ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"];

    public Task HandleAsync(HttpContext context, RequestPath path, byte[] body)
    {
        var type = registry.Find(path.Group, path.Version, path.Resource) ?? throw NotFound(path);
        var representation = Representation.Choose(context.Request.Headers.Accept) ?? throw Failures.NotAcceptable(type.IsCustom);
        if (path.Namespace.Length > 0 && !type.Namespaced)
        {
            throw NotFound(path);
        }

        CheckContentType(context.Request);
        body = YamlBody.IsYaml(context.Request) ? YamlBody.ToJson(body, type.Kind) : body;
        var request = new ResourceRequest(context, path, type, representation, timeProvider);
        return path.Subresource switch
        {
            "" => HandleObject(request, body),
            Subresources.Status when type.HasStatus => HandleObject(request, body),
            NamespaceObject.Finalize when type is { Kind: "Namespace", IsCustom: false } => HandleObject(request, body),
            ScaleHandler.Subresource when type.Scale is not null => HandleScale(request, body),
            "log" when type is { Kind: "Pod", IsCustom: false } => Responses.WriteTextAsync(context, ""),
            _ when type.IsCustom => throw Failures.NotFound(type.Named(), path.Name),
            _ => throw Failures.ResourceNotFound(),
        };
    }

    private static ApiFailure NotFound(RequestPath path) =>
        BuiltInTypes.All.Any(type => type.Group == path.Group && type.Version == path.Version) ? Failures.ResourceNotFound() : Failures.PathNotFound();

    /// <summary>Patches have formats of their own; a body without a type is taken for JSON.</summary>
    private static void CheckContentType(HttpRequest request)
    {
        if ((HttpMethods.IsPost(request.Method) || HttpMethods.IsPut(request.Method))
            && request.ContentType is { } type
            && !Accepted.Contains(type.Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase))
        {
            throw Failures.UnknownBody(Accepted);
        }
    }

    private Task HandleObject(ResourceRequest request, byte[] body)
    {
        var named = request.Path.Name.Length > 0;
        var addressed = !request.Type.Namespaced || request.Path.Namespace.Length > 0;
        return request.Context.Request.Method switch
        {
            "GET" when request.IsWatch => watches.WatchAsync(request),
            "GET" when named && addressed => lists.GetAsync(request),
            "GET" when !named => lists.ListAsync(request),
            "POST" when !named && addressed => writes.CreateAsync(request, body),
            "PUT" when named && addressed => writes.UpdateAsync(request, body),
            "PATCH" when named && addressed => patches.PatchAsync(request, body),
            "DELETE" when named && addressed && request.Path.Subresource.Length == 0 => writes.DeleteAsync(request, body),
            "DELETE" when !named && addressed && Verbs.HasDeleteCollection(request.Type) => writes.DeleteCollectionAsync(request, body),
            _ => throw Failures.MethodNotAllowed(),
        };
    }

    private Task HandleScale(ResourceRequest request, byte[] body)
    {
        var scale = request.Type.Scale!;
        return request.Context.Request.Method switch
        {
            "GET" => scales.GetAsync(request, scale),
            "PUT" => scales.WriteAsync(request, scale, _ => RequestBody.ParseObject(body, "Scale").Value),
            "PATCH" => scales.WriteAsync(request, scale, PatchHandler.PatchFunction(request, body)),
            _ => throw Failures.MethodNotAllowed(),
        };
    }
}
