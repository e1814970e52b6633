using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Tests.Harness;

/// <summary>
/// How the library kstatus reads an object whose kind it does not know, by its published conventions; Flux, Argo CD, Helm and others go by it.
/// </summary>
internal static class Kstatus
{
    public static string Of<T>(T resource)
        where T : class, IKubernetesObject<T>
    {
        var json = JsonSerializer.SerializeToNode(resource, T.TypeInfo)!.AsObject();
        if (json["metadata"]!["deletionTimestamp"] is not null)
        {
            return "Terminating";
        }

        if (json["status"]?["observedGeneration"] is { } observed && (long)observed != (long)json["metadata"]!["generation"]!)
        {
            return "InProgress";
        }

        var conditions = (json["status"]?["conditions"] as JsonArray ?? []).ToDictionary(condition => (string)condition!["type"]!, condition => (string)condition!["status"]!);
        return (conditions.GetValueOrDefault("Reconciling"), conditions.GetValueOrDefault("Stalled"), conditions.GetValueOrDefault("Ready")) switch
        {
            ("True", _, _) => "InProgress",
            (_, "True", _) => "Failed",
            (_, _, "True" or null) => "Current",
            _ => "InProgress",
        };
    }
}
