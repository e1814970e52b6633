using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>Fields whose ownership is not recorded.</summary>
internal static class ServerFields
{
    /// <summary>Identity and bookkeeping, which the server decides.</summary>
    public static readonly FieldSet Metadata = FieldSet.Of(
        ["apiVersion"],
        ["kind"],
        ["metadata"],
        ["metadata", "name"],
        ["metadata", "namespace"],
        ["metadata", "creationTimestamp"],
        ["metadata", "selfLink"],
        ["metadata", "uid"],
        ["metadata", "clusterName"],
        ["metadata", "generation"],
        ["metadata", "managedFields"],
        ["metadata", "resourceVersion"]);

    private static readonly FieldSet Status = FieldSet.Of(["status"]);
    private static readonly FieldSet AllButStatus = FieldSet.Of(["apiVersion"], ["kind"], ["metadata"], ["spec"]);
    private static readonly FieldSet None = new();

    /// <summary>What a write through this endpoint cannot change, and therefore does not own.</summary>
    public static FieldSet OutOfReach(ResourceType type, string? subresource) => subresource switch
    {
        "status" => AllButStatus,
        null or "" when type.HasStatus => Status,
        _ => None,
    };
}
