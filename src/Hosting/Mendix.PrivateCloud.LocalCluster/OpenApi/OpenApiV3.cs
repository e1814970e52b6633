using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.OpenApi;

/// <summary>
/// <c>/openapi/v3</c>: an index, and a document for each group version. kubectl 1.27 and later explain, validate and compute
/// patches from these, and ask for JSON.
/// </summary>
internal static class OpenApiV3
{
    /// <summary>What <c>/openapi/v3</c> answers. The addresses carry no hash, so clients do not keep documents that may change.</summary>
    public static JsonObject Index(IReadOnlyList<ResourceType> types)
    {
        var paths = new JsonObject();
        foreach (var path in types.Select(PathOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            paths[path] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{path}" };
        }

        return new JsonObject { ["paths"] = paths };
    }

    /// <summary>What <c>/openapi/v3/apis/{group}/{version}</c> answers; null if no kind is in the group version.</summary>
    public static JsonObject? Document(string group, string version, IReadOnlyList<ResourceType> types)
    {
        var kinds = types.Where(type => type.Group == group && type.Version == version).ToList();
        if (kinds.Count == 0)
        {
            return null;
        }

        var definitions = new DefinitionWriter(OpenApiVersion.V3);
        var operations = new PathWriter(OpenApiVersion.V3, definitions);
        var paths = new JsonObject();
        foreach (var type in kinds)
        {
            definitions.AddKind(type);
            operations.AddPaths(paths, type);
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "unversioned" },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = definitions.Definitions },
        };
    }

    private static string PathOf(ResourceType type) =>
        type.Group.Length == 0 ? $"api/{type.Version}" : $"apis/{type.Group}/{type.Version}";
}
