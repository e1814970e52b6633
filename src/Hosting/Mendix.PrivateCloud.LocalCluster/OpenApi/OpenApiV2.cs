using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.OpenApi;

/// <summary>
/// <c>/openapi/v2</c>: everything in one document. kubectl before 1.27 reads it as <see cref="OpenApiV2Protobuf"/>; later ones prefer
/// <see cref="OpenApiV3"/>.
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
