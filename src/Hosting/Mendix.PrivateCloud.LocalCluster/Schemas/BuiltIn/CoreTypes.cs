using System.Text.Json.Nodes;
using static Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn.Types;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>The small kinds of the core group.</summary>
internal static class CoreTypes
{
    private static readonly Schema Namespace =
        new Definition("io.k8s.api.core.v1.Namespace", "A scope for names.")
            .ObjectFields()
            .Field("spec", new Definition("io.k8s.api.core.v1.NamespaceSpec", "What holds the namespace.")
                .Field("finalizers", List(Text), "Who has work to do before the namespace may go."), "What holds the namespace.")
            .Field("status", new Definition("io.k8s.api.core.v1.NamespaceStatus", "How the namespace is.")
                .Field("phase", Text, "Active or Terminating.")
                .Field("conditions", CommonTypes.Conditions(CommonTypes.Condition("io.k8s.api.core.v1.NamespaceCondition")),
                    "Single aspects of the state."), "How the namespace is.")
            .Defaults(LabelWithName);

    private static readonly Schema Secret =
        new Definition("io.k8s.api.core.v1.Secret", "Data that is not for everybody's eyes.")
            .ObjectFields()
            .Field("data", Map(Bytes), "The data, each value in base64.")
            .Field("stringData", TextMap, "The data as plain text; write-only, ends up in data.")
            .Field("type", Text.WithDefault("Opaque"), "What the data is for. Cannot be changed.")
            .Field("immutable", Flag, "The data cannot be changed any more.")
            .Rule(FieldRules.DataKeys)
            .Rule(FieldRules.Immutable("type"))
            .Rule(FieldRules.FrozenWhenImmutable("data"));

    private static readonly Schema ConfigMap =
        new Definition("io.k8s.api.core.v1.ConfigMap", "Data for everybody's eyes.")
            .ObjectFields()
            .Field("data", TextMap, "The data, as text.")
            .Field("binaryData", Map(Bytes), "The data, each value in base64.")
            .Field("immutable", Flag, "The data cannot be changed any more.")
            .Rule(FieldRules.DataKeys)
            .Rule(FieldRules.FrozenWhenImmutable("data", "binaryData"));

    private static readonly Schema ServiceAccount =
        new Definition("io.k8s.api.core.v1.ServiceAccount", "Who a pod acts as.")
            .ObjectFields()
            .Field("secrets", MapList(CommonTypes.ObjectReference, "name"), "Secrets that its pods may use.")
            .Field("imagePullSecrets", List(CommonTypes.LocalObjectReference), "Secrets that open the registries.")
            .Field("automountServiceAccountToken", Flag, "Whether its token is mounted into pods.");

    public static readonly IReadOnlyList<ResourceType> All =
    [
        new()
        {
            Group = "",
            Version = "v1",
            Kind = "Namespace",
            Plural = "namespaces",
            ShortNames = ["ns"],
            HasStatus = true,
            NameRule = NameRule.DnsLabel,
            Schema = Namespace,
        },
        Kind("Secret", "secrets", [], Secret),
        Kind("ConfigMap", "configmaps", ["cm"], ConfigMap),
        Kind("ServiceAccount", "serviceaccounts", ["sa"], ServiceAccount),
    ];

    private static ResourceType Kind(string kind, string plural, string[] shortNames, Schema schema) => new()
    {
        Group = "",
        Version = "v1",
        Kind = kind,
        Plural = plural,
        ShortNames = shortNames,
        Namespaced = true,
        Schema = schema,
    };

    private static void LabelWithName(JsonObject value)
    {
        if (value.Object("metadata") is not { } metadata || metadata.String("name") is not { Length: > 0 } name)
        {
            return;
        }

        if (metadata.Object("labels") is not { } labels)
        {
            metadata["labels"] = labels = [];
        }

        labels["kubernetes.io/metadata.name"] = name;
    }
}
