using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Discovery;

internal static class Verbs
{
    /// <summary>Namespaces are deleted one by one.</summary>
    public static bool HasDeleteCollection(ResourceType type) => type.IsCustom || type.Kind != "Namespace";

    public static JsonArray OfObject(ResourceType type) => HasDeleteCollection(type)
        ? ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]
        : ["create", "delete", "get", "list", "patch", "update", "watch"];

    public static JsonArray OfSubresource() => ["get", "patch", "update"];
}
