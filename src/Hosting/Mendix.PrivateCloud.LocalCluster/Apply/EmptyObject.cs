using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>
/// What a new object is compared with. Kubernetes compares typed objects, whose structs are there even when empty: a creator
/// owns <c>spec.replicas</c> but not <c>spec</c>. Custom resources have no such structs and are compared with nothing.
/// </summary>
internal static class EmptyObject
{
    public static JsonObject Of(ResourceType type)
    {
        var empty = new JsonObject();
        if (!type.IsCustom)
        {
            foreach (var (name, value) in (JsonObject)JsonNode.Parse(Structs(type.Kind))!)
            {
                empty[name] = value?.DeepClone();
            }

            empty["metadata"] = new JsonObject();
        }

        return empty;
    }

    private static string Structs(string kind) => kind switch
    {
        "Deployment" => """{"spec":{"selector":null,"template":{"metadata":{},"spec":{"containers":null}},"strategy":{}},"status":{}}""",
        "ReplicaSet" => """{"spec":{"selector":null,"template":{"metadata":{},"spec":{"containers":null}}},"status":{"replicas":0}}""",
        "Pod" => """{"spec":{"containers":null},"status":{}}""",
        "Service" or "Ingress" => """{"spec":{},"status":{"loadBalancer":{}}}""",
        "Namespace" or "PodDisruptionBudget" or "ResourceQuota" => """{"spec":{},"status":{}}""",
        "ControllerRevision" => """{"revision":0}""",
        "Lease" or "LimitRange" => """{"spec":{}}""",
        "CustomResourceDefinition" => """{"spec":{"names":{},"versions":null},"status":{"acceptedNames":{},"conditions":null,"storedVersions":null}}""",
        "Role" or "ClusterRole" => """{"rules":null}""",
        "RoleBinding" or "ClusterRoleBinding" => """{"roleRef":{}}""",
        "Event" => """{"involvedObject":{},"source":{}}""",
        _ => "{}",
    };
}
