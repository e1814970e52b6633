using System.Text.Json.Nodes;
using static Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn.Types;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>Leases and disruption budgets.</summary>
internal static class PolicyTypes
{
    private static readonly Schema LeaseSpec =
        new Definition("io.k8s.api.coordination.v1.LeaseSpec", "Who holds the lease.")
            .Field("holderIdentity", Text, "Who holds it.")
            .Field("leaseDurationSeconds", Integer32, "Seconds after the last renewal when others may take it.")
            .Field("acquireTime", MicroTime, "When the holder got it.")
            .Field("renewTime", MicroTime, "When the holder last renewed it.")
            .Field("leaseTransitions", Integer32, "How often it went to another holder.")
            .Field("preferredHolder", Text, "Who should hold it.")
            .Field("strategy", Text, "How the holder is chosen.")
            .Rule(FieldRules.NotNegative("leaseTransitions"))
            .Rule(PositiveDuration);

    private static readonly Schema Lease =
        new Definition("io.k8s.api.coordination.v1.Lease", "Says who leads, and for how long.")
            .ObjectFields()
            .Field("spec", LeaseSpec.WithDefault(new JsonObject()), "Who holds it.");

    private static readonly Schema BudgetSpec =
        new Definition("io.k8s.api.policy.v1.PodDisruptionBudgetSpec", "How many pods must stay.")
            .Field("selector", CommonTypes.LabelSelector with { PatchStrategy = PatchStrategy.Replace }, "Which pods are meant.")
            .Field("minAvailable", IntOrString, "How many must stay, as a number or a percentage.")
            .Field("maxUnavailable", IntOrString, "How many may go, as a number or a percentage.")
            .Field("unhealthyPodEvictionPolicy", Text, "Whether pods that are not ready may go.")
            .Rule(OneLimit);

    private static readonly Schema BudgetStatus =
        new Definition("io.k8s.api.policy.v1.PodDisruptionBudgetStatus", "How many pods may go at present.")
            .Field("observedGeneration", Integer64, "The generation that the status speaks of.")
            .Required("currentHealthy", Integer32.WithDefault(0), "Pods that are healthy.")
            .Required("desiredHealthy", Integer32.WithDefault(0), "Pods that must be healthy.")
            .Required("disruptionsAllowed", Integer32.WithDefault(0), "Pods that may go.")
            .Required("expectedPods", Integer32.WithDefault(0), "Pods that are counted.")
            .Field("disruptedPods", Map(Time), "Pods that were evicted and are still there.")
            .Field("conditions", CommonTypes.Conditions(CommonTypes.MetaCondition), "Single aspects of the state.");

    private static readonly Schema Budget =
        new Definition("io.k8s.api.policy.v1.PodDisruptionBudget", "Limits how many pods are taken down on purpose.")
            .ObjectFields()
            .Field("spec", BudgetSpec, "How many must stay.")
            .Field("status", BudgetStatus.WithDefault(new JsonObject()), "How many may go.");

    public static readonly IReadOnlyList<ResourceType> All =
    [
        new()
        {
            Group = "coordination.k8s.io",
            Version = "v1",
            Kind = "Lease",
            Plural = "leases",
            Namespaced = true,
            Schema = Lease,
        },
        new()
        {
            Group = "policy",
            Version = "v1",
            Kind = "PodDisruptionBudget",
            Plural = "poddisruptionbudgets",
            ShortNames = ["pdb"],
            Namespaced = true,
            HasStatus = true,
            Schema = Budget,
        },
    ];

    private static void PositiveDuration(string path, JsonObject spec, JsonObject? old, ICollection<FieldError> errors)
    {
        if (spec.Integer("leaseDurationSeconds") <= 0)
        {
            errors.Add(FieldError.Invalid($"{path}.leaseDurationSeconds", spec["leaseDurationSeconds"], "must be greater than 0"));
        }
    }

    private static void OneLimit(string path, JsonObject spec, JsonObject? old, ICollection<FieldError> errors)
    {
        if (spec.ContainsKey("minAvailable") && spec.ContainsKey("maxUnavailable"))
        {
            errors.Add(FieldError.Invalid(path, spec, "minAvailable and maxUnavailable cannot be both set"));
        }
    }
}
