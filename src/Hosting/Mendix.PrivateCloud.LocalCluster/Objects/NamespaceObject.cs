using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Objects;

/// <summary>A namespace carries its own name as a label, and a finalizer in its spec that only the cluster takes away.</summary>
internal static class NamespaceObject
{
    public const string Finalize = "finalize";

    public static void Begin(JsonObject value)
    {
        var metadata = ObjectIdentity.Metadata(value);
        if (metadata["labels"] is not JsonObject labels)
        {
            metadata["labels"] = labels = [];
        }

        labels["kubernetes.io/metadata.name"] = metadata.String("name");
        value["spec"] = new JsonObject { ["finalizers"] = new JsonArray("kubernetes") };
        value["status"] = new JsonObject { ["phase"] = "Active" };
    }

    public static void Keep(JsonObject value, JsonObject old, string subresource)
    {
        if (subresource != Finalize)
        {
            value["spec"] = old["spec"]?.DeepClone();
        }
    }
}
