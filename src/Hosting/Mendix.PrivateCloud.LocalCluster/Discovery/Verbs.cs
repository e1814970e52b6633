using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Discovery;

internal static class Verbs
{
    public static JsonArray OfObject() => ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    public static JsonArray OfSubresource() => ["get", "patch", "update"];
}
