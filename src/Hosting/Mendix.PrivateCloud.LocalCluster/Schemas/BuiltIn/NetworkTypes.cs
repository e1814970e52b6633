using System.Text.Json.Nodes;
using static Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn.Types;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>Services and ingresses.</summary>
internal static class NetworkTypes
{
    private static readonly Schema ServicePort =
        new Definition("io.k8s.api.core.v1.ServicePort", "A port of a Service.")
            .Field("name", Text, "Name of the port; needed if there are several.")
            .Field("protocol", OneOf("SCTP", "TCP", "UDP").WithDefault("TCP"), "TCP, UDP or SCTP.")
            .Field("appProtocol", Text, "Protocol above it.")
            .Required("port", Integer32, "The port that the Service listens on.")
            .Field("targetPort", IntOrString, "Number or name of the pods' port; the same as port by default.")
            .Field("nodePort", Integer32, "Port of each node that leads here.")
            .Defaults(port => port.TryAdd("targetPort", port["port"]?.DeepClone()));

    private static readonly Schema ServiceSpec =
        new Definition("io.k8s.api.core.v1.ServiceSpec", "How a Service is reached and where it leads.")
            .Field("type", OneOf("ClusterIP", "ExternalName", "LoadBalancer", "NodePort").WithDefault("ClusterIP"), "How it is reached.")
            .Field("selector", TextMap with { AtomicMap = true }, "Labels of the pods that it leads to.")
            .Field("ports", MapList(ServicePort, "port", "protocol"), "Its ports.")
            .Field("clusterIP", Text, "Its address in the cluster; None for none.")
            .Field("clusterIPs", List(Text), "Its addresses in the cluster.")
            .Field("externalIPs", List(Text), "Further addresses that lead to it.")
            .Field("externalName", Text, "The name that it stands for, with type ExternalName.")
            .Field("externalTrafficPolicy", Text, "Whether traffic from outside stays on its node.")
            .Field("internalTrafficPolicy", Text, "Whether traffic from inside stays on its node.")
            .Field("trafficDistribution", Text, "Preference for near pods.")
            .Field("healthCheckNodePort", Integer32, "Port for health checks of the node.")
            .Field("ipFamilies", List(Text), "IPv4, IPv6 or both.")
            .Field("ipFamilyPolicy", Text, "Whether one or two families are used.")
            .Field("loadBalancerClass", Text, "Which load balancer.")
            .Field("loadBalancerIP", Text, "Wanted address of the load balancer.")
            .Field("loadBalancerSourceRanges", List(Text), "Who may use the load balancer.")
            .Field("allocateLoadBalancerNodePorts", Flag, "Whether the load balancer needs node ports.")
            .Field("publishNotReadyAddresses", Flag, "Pods count before they are ready.")
            .Field("sessionAffinity", OneOf("ClientIP", "None").WithDefault("None"), "Whether a client stays with its pod.")
            .Field("sessionAffinityConfig", FreeObject, "How long a client stays with its pod.")
            .Defaults(CompleteService)
            .Rule(ServicePortRules.Check);

    private static readonly Schema LoadBalancerStatus =
        new Definition("io.k8s.api.core.v1.LoadBalancerStatus", "Where the load balancer is reached.")
            .Field("ingress", List(FreeObject), "Its addresses and names.");

    private static readonly Schema Service =
        new Definition("io.k8s.api.core.v1.Service", "A stable address in front of pods.")
            .ObjectFields()
            .Field("spec", ServiceSpec, "How it is reached and where it leads.")
            .Field("status", new Definition("io.k8s.api.core.v1.ServiceStatus", "How it is.")
                .Field("conditions", CommonTypes.Conditions(CommonTypes.MetaCondition), "Single aspects of the state.")
                .Field("loadBalancer", LoadBalancerStatus.WithDefault(new JsonObject()), "Its load balancer.")
                .Schema.WithDefault(new JsonObject()), "How it is.");

    private static readonly Schema Backend =
        new Definition("io.k8s.api.networking.v1.IngressBackend", "Where requests go.")
            .Field("service", new Definition("io.k8s.api.networking.v1.IngressServiceBackend", "A Service.")
                .Required("name", Text, "Name of the Service.")
                .Field("port", new Definition("io.k8s.api.networking.v1.ServiceBackendPort", "A port of the Service.")
                    .AtomicMap()
                    .Field("name", Text, "Name of the port.")
                    .Field("number", Integer32, "Number of the port."), "Which port."), "The Service that answers.")
            .Field("resource", CommonTypes.TypedLocalObjectReference, "Another object that answers.");

    private static readonly Schema HttpPath =
        new Definition("io.k8s.api.networking.v1.HTTPIngressPath", "A path and who answers it.")
            .Field("path", Text, "The path; begins with a slash.")
            .Required("pathType", OneOf("Exact", "ImplementationSpecific", "Prefix"), "How paths are compared.")
            .Required("backend", Backend, "Who answers.");

    private static readonly Schema IngressRule =
        new Definition("io.k8s.api.networking.v1.IngressRule", "A host and its paths.")
            .Field("host", Text, "Name of the host; empty for all.")
            .Field("http", new Definition("io.k8s.api.networking.v1.HTTPIngressRuleValue", "Paths of the host.")
                .Required("paths", List(HttpPath), "The paths."), "Paths of the host.");

    private static readonly Schema IngressTls =
        new Definition("io.k8s.api.networking.v1.IngressTLS", "A certificate and its hosts.")
            .Field("hosts", List(Text), "Hosts that it is for.")
            .Field("secretName", Text, "Secret that holds it.");

    private static readonly Schema IngressSpec =
        new Definition("io.k8s.api.networking.v1.IngressSpec", "Which requests go where.")
            .Field("ingressClassName", Text, "Who does it.")
            .Field("defaultBackend", Backend, "Who answers what no rule names.")
            .Field("tls", List(IngressTls), "Certificates.")
            .Field("rules", List(IngressRule), "Hosts and paths.")
            .Rule(NeedsRuleOrBackend)
            .Rule(IngressRules.Check);

    private static readonly Schema Ingress =
        new Definition("io.k8s.api.networking.v1.Ingress", "Leads requests from outside to services.")
            .ObjectFields()
            .Field("spec", IngressSpec, "Which requests go where.")
            .Field("status", new Definition("io.k8s.api.networking.v1.IngressStatus", "How it is.")
                .Field("loadBalancer",
                    new Definition("io.k8s.api.networking.v1.IngressLoadBalancerStatus", "Where the ingress is reached.")
                        .Field("ingress", List(FreeObject), "Its addresses and names.")
                        .Schema.WithDefault(new JsonObject()), "Where it is reached.")
                .Schema.WithDefault(new JsonObject()), "How it is.");

    public static readonly IReadOnlyList<ResourceType> All =
    [
        new()
        {
            Group = "",
            Version = "v1",
            Kind = "Service",
            Plural = "services",
            ShortNames = ["svc"],
            Categories = ["all"],
            Namespaced = true,
            HasStatus = true,
            NameRule = NameRule.Dns1035Label,
            Schema = Service,
        },
        new()
        {
            Group = "networking.k8s.io",
            Version = "v1",
            Kind = "Ingress",
            Plural = "ingresses",
            ShortNames = ["ing"],
            Namespaced = true,
            HasStatus = true,
            Schema = Ingress,
        },
    ];

    private static void CompleteService(JsonObject spec)
    {
        var type = spec.String("type");
        if (type == "ExternalName")
        {
            return;
        }

        spec.TryAdd("internalTrafficPolicy", "Cluster");
        spec.TryAdd("ipFamilies", new JsonArray((JsonNode)"IPv4"));
        spec.TryAdd("ipFamilyPolicy", "SingleStack");
        if (type is "NodePort" or "LoadBalancer")
        {
            spec.TryAdd("externalTrafficPolicy", "Cluster");
        }

        if (type == "LoadBalancer")
        {
            spec.TryAdd("allocateLoadBalancerNodePorts", true);
        }
    }

    private static void NeedsRuleOrBackend(string path, JsonObject spec, JsonObject? old, ICollection<FieldError> errors)
    {
        if (spec.Array("rules") is not { Count: > 0 } && !spec.ContainsKey("defaultBackend"))
        {
            errors.Add(FieldError.Invalid(path, spec, "either `defaultBackend` or `rules` must be specified"));
        }
    }
}
