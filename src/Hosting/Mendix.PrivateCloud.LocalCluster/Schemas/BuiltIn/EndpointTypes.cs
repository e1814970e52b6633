using static Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn.Types;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>Where the pods of a Service are. Nothing writes them here: clients look for them when they describe services and ingresses.</summary>
internal static class EndpointTypes
{
    private static readonly Schema Port =
        new Definition("io.k8s.api.discovery.v1.EndpointPort", "A port of the endpoints.")
            .AtomicMap()
            .Field("name", Text, "Name of the port.")
            .Field("port", Integer32, "Number of the port.")
            .Field("protocol", Text.WithDefault("TCP"), "TCP, UDP or SCTP.")
            .Field("appProtocol", Text, "Protocol above it.");

    private static readonly Schema Endpoint =
        new Definition("io.k8s.api.discovery.v1.Endpoint", "One place that answers.")
            .Required("addresses", SetList(Text), "Its addresses.")
            .Field("conditions", FreeObject, "Whether it is ready, serving, terminating.")
            .Field("hostname", Text, "Its name.")
            .Field("nodeName", Text, "Its node.")
            .Field("targetRef", CommonTypes.ObjectReference, "The object behind it.")
            .Field("zone", Text, "Its zone.")
            .Field("deprecatedTopology", TextMap, "Its topology, as it used to be written.")
            .Field("hints", FreeObject, "Who should use it.");

    private static readonly Schema Slice =
        new Definition("io.k8s.api.discovery.v1.EndpointSlice", "Some of the endpoints of a Service.")
            .ObjectFields()
            .Required("addressType", OneOf("FQDN", "IPv4", "IPv6"), "What the addresses are.")
            .Required("endpoints", List(Endpoint), "The endpoints.")
            .Field("ports", List(Port), "Their ports.");

    private static readonly Schema Endpoints =
        new Definition("io.k8s.api.core.v1.Endpoints", "The endpoints of a Service, in the older form.")
            .ObjectFields()
            .Field("subsets", List(FreeObject), "Addresses and their ports.");

    public static readonly IReadOnlyList<ResourceType> All =
    [
        new()
        {
            Group = "",
            Version = "v1",
            Kind = "Endpoints",
            ListKind = "EndpointsList",
            Plural = "endpoints",
            ShortNames = ["ep"],
            Namespaced = true,
            Schema = Endpoints,
        },
        new()
        {
            Group = "discovery.k8s.io",
            Version = "v1",
            Kind = "EndpointSlice",
            Plural = "endpointslices",
            Namespaced = true,
            Schema = Slice,
        },
    ];
}
