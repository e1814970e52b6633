using System.Text.Json.Nodes;
using static Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn.Types;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>Deployments and the replica sets that they make.</summary>
internal static class WorkloadTypes
{
    private static readonly ScaleSubresource Scale = new(["spec", "replicas"], ["status", "replicas"], ["spec", "selector"]);

    private static readonly Schema RollingUpdate =
        new Definition("io.k8s.api.apps.v1.RollingUpdateDeployment", "How far a rolling update may go at a time.")
            .Field("maxUnavailable", IntOrString, "How many pods may be missing, as a number or a percentage.")
            .Field("maxSurge", IntOrString, "How many pods there may be too many, as a number or a percentage.");

    private static readonly Schema Strategy =
        new Definition("io.k8s.api.apps.v1.DeploymentStrategy", "How old pods are replaced by new ones.")
            .Field("type", OneOf("Recreate", "RollingUpdate").WithDefault("RollingUpdate"), "RollingUpdate or Recreate.")
            .Field("rollingUpdate", RollingUpdate, "Details of RollingUpdate.")
            .Defaults(CompleteStrategy)
            .Rule(CheckStrategy);

    private static readonly Schema DeploymentSpec =
        new Definition("io.k8s.api.apps.v1.DeploymentSpec", "What a Deployment keeps running.")
            .Field("replicas", Integer32.WithDefault(1), "How many pods there shall be.")
            .Required("selector", CommonTypes.LabelSelector, "Which pods belong to it. Cannot be changed.")
            .Required("template", PodTypes.Template, "What the pods look like.")
            .Field("strategy", (Strategy with { PatchStrategy = PatchStrategy.RetainKeys }).WithDefault(new JsonObject()),
                "How old pods are replaced.")
            .Field("minReadySeconds", Integer32, "Seconds that a pod must be ready before it counts.")
            .Field("revisionHistoryLimit", Integer32.WithDefault(10), "How many old replica sets are kept.")
            .Field("paused", Flag, "Changes are not rolled out.")
            .Field("progressDeadlineSeconds", Integer32.WithDefault(600), "Seconds without progress after which it has failed.")
            .Rule(FieldRules.NotNegative("replicas", "minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds"))
            .Rule(FieldRules.SelectorMatchesTemplate)
            .Rule(FieldRules.Immutable("selector"));

    private static readonly Schema DeploymentStatus =
        new Definition("io.k8s.api.apps.v1.DeploymentStatus", "How a Deployment is.")
            .Field("observedGeneration", Integer64, "The generation that the status speaks of.")
            .Field("replicas", Integer32, "Pods that there are.")
            .Field("updatedReplicas", Integer32, "Pods made from the present template.")
            .Field("readyReplicas", Integer32, "Pods that are ready.")
            .Field("availableReplicas", Integer32, "Pods that have been ready long enough.")
            .Field("unavailableReplicas", Integer32, "Pods that are missing.")
            .Field("terminatingReplicas", Integer32, "Pods that are going.")
            .Field("conditions",
                CommonTypes.Conditions(CommonTypes.Condition("io.k8s.api.apps.v1.DeploymentCondition", "lastUpdateTime")),
                "Single aspects of the state.")
            .Field("collisionCount", Integer32, "Counts clashes of names.");

    private static readonly Schema Deployment =
        new Definition("io.k8s.api.apps.v1.Deployment", "Keeps a number of equal pods running and replaces them when they change.")
            .ObjectFields()
            .Field("spec", DeploymentSpec, "What is kept running.")
            .Field("status", DeploymentStatus.WithDefault(new JsonObject()), "How it is.");

    private static readonly Schema ReplicaSetSpec =
        new Definition("io.k8s.api.apps.v1.ReplicaSetSpec", "What a ReplicaSet keeps running.")
            .Field("replicas", Integer32.WithDefault(1), "How many pods there shall be.")
            .Required("selector", CommonTypes.LabelSelector, "Which pods belong to it. Cannot be changed.")
            .Field("template", PodTypes.Template, "What the pods look like.")
            .Field("minReadySeconds", Integer32, "Seconds that a pod must be ready before it counts.")
            .Rule(FieldRules.NotNegative("replicas", "minReadySeconds"))
            .Rule(FieldRules.SelectorMatchesTemplate)
            .Rule(FieldRules.Immutable("selector"));

    private static readonly Schema ReplicaSetStatus =
        new Definition("io.k8s.api.apps.v1.ReplicaSetStatus", "How a ReplicaSet is.")
            .Required("replicas", Integer32.WithDefault(0), "Pods that there are.")
            .Field("fullyLabeledReplicas", Integer32, "Pods that bear the template's labels.")
            .Field("readyReplicas", Integer32, "Pods that are ready.")
            .Field("availableReplicas", Integer32, "Pods that have been ready long enough.")
            .Field("terminatingReplicas", Integer32, "Pods that are going.")
            .Field("observedGeneration", Integer64, "The generation that the status speaks of.")
            .Field("conditions", CommonTypes.Conditions(CommonTypes.Condition("io.k8s.api.apps.v1.ReplicaSetCondition")),
                "Single aspects of the state.");

    private static readonly Schema ReplicaSet =
        new Definition("io.k8s.api.apps.v1.ReplicaSet", "Keeps a number of equal pods running.")
            .ObjectFields()
            .Field("spec", ReplicaSetSpec, "What is kept running.")
            .Field("status", ReplicaSetStatus.WithDefault(new JsonObject()), "How it is.");

    public static readonly IReadOnlyList<ResourceType> All =
    [
        Workload("Deployment", "deployments", "deploy", Deployment),
        Workload("ReplicaSet", "replicasets", "rs", ReplicaSet),
    ];

    private static ResourceType Workload(string kind, string plural, string shortName, Schema schema) => new()
    {
        Group = "apps",
        Version = "v1",
        Kind = kind,
        Plural = plural,
        ShortNames = [shortName],
        Categories = ["all"],
        Namespaced = true,
        HasStatus = true,
        Scale = Scale,
        Schema = schema,
    };

    private static void CompleteStrategy(JsonObject strategy)
    {
        if (strategy.String("type") != "RollingUpdate")
        {
            return;
        }

        if (strategy.Object("rollingUpdate") is not { } rollingUpdate)
        {
            strategy["rollingUpdate"] = rollingUpdate = [];
        }

        rollingUpdate.TryAdd("maxUnavailable", "25%");
        rollingUpdate.TryAdd("maxSurge", "25%");
    }

    private static void CheckStrategy(string path, JsonObject strategy, JsonObject? old, ICollection<FieldError> errors)
    {
        if (strategy.String("type") == "Recreate" && strategy.ContainsKey("rollingUpdate"))
        {
            errors.Add(FieldError.Forbidden($"{path}.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'"));
        }
    }
}
