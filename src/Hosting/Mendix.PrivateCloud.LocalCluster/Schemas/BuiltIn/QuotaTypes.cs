using static Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn.Types;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>Limits of namespaces. They are stored and not enforced: clients look for them when they describe a namespace.</summary>
internal static class QuotaTypes
{
    private static readonly Schema Amounts = Map(Quantity);

    private static readonly Schema Quota =
        new Definition("io.k8s.api.core.v1.ResourceQuota", "How much a namespace may use in total.")
            .ObjectFields()
            .Field("spec", new Definition("io.k8s.api.core.v1.ResourceQuotaSpec", "The limits.")
                .Field("hard", Amounts, "The most of each resource.")
                .Field("scopes", List(Text), "Which objects count.")
                .Field("scopeSelector", FreeObject, "Which objects count, by conditions."), "The limits.")
            .Field("status", new Definition("io.k8s.api.core.v1.ResourceQuotaStatus", "How much is used.")
                .Field("hard", Amounts, "The limits in force.")
                .Field("used", Amounts, "What is used."), "How much is used.");

    private static readonly Schema LimitRange =
        new Definition("io.k8s.api.core.v1.LimitRange", "How much single objects of a namespace may use.")
            .ObjectFields()
            .Field("spec", new Definition("io.k8s.api.core.v1.LimitRangeSpec", "The limits.")
                .Required("limits", List(new Definition("io.k8s.api.core.v1.LimitRangeItem", "Limits of one type of object.")
                    .Required("type", Text, "Pod, Container or PersistentVolumeClaim.")
                    .Field("max", Amounts, "The most of each resource.")
                    .Field("min", Amounts, "The least of each resource.")
                    .Field("default", Amounts, "The limit where none is given.")
                    .Field("defaultRequest", Amounts, "The request where none is given.")
                    .Field("maxLimitRequestRatio", Amounts, "How much larger a limit may be than the request.")), "The limits."), "The limits.");

    public static readonly IReadOnlyList<ResourceType> All =
    [
        new()
        {
            Group = "",
            Version = "v1",
            Kind = "ResourceQuota",
            Plural = "resourcequotas",
            ShortNames = ["quota"],
            Namespaced = true,
            HasStatus = true,
            Schema = Quota,
        },
        new()
        {
            Group = "",
            Version = "v1",
            Kind = "LimitRange",
            Plural = "limitranges",
            ShortNames = ["limits"],
            Namespaced = true,
            Schema = LimitRange,
        },
    ];
}
