using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.OpenApi;

/// <summary>
/// <c>/openapi/v2</c>: everything in one document, as JSON. kubectl 1.27 and later prefer <see cref="OpenApiV3"/> and come here
/// only when it is missing, and then accept nothing but
/// <c>application/com.github.proto-openapi.spec.v2@v1.0+protobuf</c>: a request that accepts no JSON is to be answered with 406.
/// </summary>
internal static class OpenApiV2
{
    public static JsonObject Document(IReadOnlyList<ResourceType> types)
    {
        var definitions = new DefinitionWriter(OpenApiVersion.V2);
        var operations = new PathWriter(OpenApiVersion.V2, definitions);
        var paths = new JsonObject();
        foreach (var type in types)
        {
            definitions.AddKind(type);
            operations.AddPaths(paths, type);
        }

        return new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "unversioned" },
            ["paths"] = paths,
            ["definitions"] = definitions.Definitions,
        };
    }
}
