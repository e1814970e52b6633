using Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>The kinds that the server knows without a CustomResourceDefinition.</summary>
internal static class BuiltInTypes
{
    public static IReadOnlyList<ResourceType> All { get; } =
    [
        .. CoreTypes.All,
        .. QuotaTypes.All,
        .. PodTypes.All,
        .. EventTypes.All,
        .. NetworkTypes.All,
        .. EndpointTypes.All,
        .. WorkloadTypes.All,
        .. RevisionTypes.All,
        .. PolicyTypes.All,
        .. RbacTypes.All,
        .. DefinitionTypes.All,
    ];
}
