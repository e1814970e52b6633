using static Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn.Types;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>Types that several API groups share.</summary>
internal static class CommonTypes
{
    public static readonly Schema LabelSelectorRequirement =
        new Definition("io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelectorRequirement", "One condition on a label.")
            .Required("key", Text, "The label.")
            .Required("operator", Text, "In, NotIn, Exists or DoesNotExist.")
            .Field("values", List(Text), "What In and NotIn compare with.");

    public static readonly Schema LabelSelector =
        new Definition("io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector", "Selects objects by their labels; all conditions must hold.")
            .AtomicMap()
            .Field("matchLabels", TextMap, "Labels that must have exactly these values.")
            .Field("matchExpressions", List(LabelSelectorRequirement), "Further conditions.");

    public static readonly Schema MetaCondition =
        new Definition("io.k8s.apimachinery.pkg.apis.meta.v1.Condition", "One aspect of the observed state.")
            .Required("type", Text, "Which aspect.")
            .Required("status", Text, "True, False or Unknown.")
            .Field("observedGeneration", Integer64, "The generation that the condition speaks of.")
            .Required("lastTransitionTime", Time, "When the status last changed.")
            .Required("reason", Text, "A CamelCase word for programs.")
            .Required("message", Text, "A sentence for people.");

    public static readonly Schema LocalObjectReference =
        new Definition("io.k8s.api.core.v1.LocalObjectReference", "Names an object in the same namespace.")
            .AtomicMap()
            .Field("name", Text, "Name of the object.");

    public static readonly Schema ObjectReference =
        new Definition("io.k8s.api.core.v1.ObjectReference", "Points at an object.")
            .AtomicMap()
            .Field("apiVersion", Text, "API version of the object.")
            .Field("kind", Text, "Kind of the object.")
            .Field("namespace", Text, "Namespace of the object.")
            .Field("name", Text, "Name of the object.")
            .Field("uid", Text, "UID of the object.")
            .Field("resourceVersion", Text, "The version that is meant.")
            .Field("fieldPath", Text, "The part of the object that is meant.");

    public static readonly Schema TypedLocalObjectReference =
        new Definition("io.k8s.api.core.v1.TypedLocalObjectReference", "Names an object of any kind in the same namespace.")
            .AtomicMap()
            .Field("apiGroup", Text, "API group of the object; empty for the core group.")
            .Required("kind", Text, "Kind of the object.")
            .Required("name", Text, "Name of the object.");

    /// <summary>A condition as the older kinds have it: no observedGeneration, some with a time of their own.</summary>
    public static Schema Condition(string definition, params string[] times)
    {
        var condition = new Definition(definition, "One aspect of the observed state.")
            .Required("type", Text, "Which aspect.")
            .Required("status", Text, "True, False or Unknown.")
            .Field("lastTransitionTime", Time, "When the status last changed.")
            .Field("reason", Text, "A CamelCase word for programs.")
            .Field("message", Text, "A sentence for people.");
        foreach (var time in times)
        {
            condition.Field(time, Time, "When the condition was last looked at.");
        }

        return condition;
    }

    public static Schema Conditions(Schema condition) => MapList(condition, "type");
}
