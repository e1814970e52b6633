using Mendix.PrivateCloud.LocalCluster.Schemas;
using Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

namespace Mendix.PrivateCloud.LocalCluster.OpenApi;

/// <summary>Types of requests and answers that are not stored.</summary>
internal static class CommonDefinitions
{
    public static readonly Schema Status = new Definition(BuiltInNames.Meta + "Status", "The answer to a request that has no object to return.")
        .Field("apiVersion", Types.Text, "Always v1.")
        .Field("kind", Types.Text, "Always Status.")
        .Field("status", Types.Text, "Success or Failure.")
        .Field("message", Types.Text, "What happened, for people.")
        .Field("reason", Types.Text, "What happened, for programs.")
        .Field("code", Types.Integer32, "The HTTP status code.")
        .Field("details", Types.FreeObject, "The object and fields in question.");

    public static readonly Schema Patch = new Definition(BuiltInNames.Meta + "Patch", "A change, in one of the patch formats.");

    public static readonly Schema DeleteOptions = new Definition(BuiltInNames.Meta + "DeleteOptions", "How to delete.")
        .Field("apiVersion", Types.Text, "Version of these options.")
        .Field("kind", Types.Text, "Always DeleteOptions.")
        .Field("dryRun", Types.List(Types.Text), "All to change nothing.")
        .Field("gracePeriodSeconds", Types.Integer64, "Seconds that a running object has to stop.")
        .Field("preconditions", Types.FreeObject, "The UID and resourceVersion that the object must have.")
        .Field("propagationPolicy", Types.Text, "Orphan, Background or Foreground: what becomes of owned objects.");

    public static readonly Schema Scale = new Definition("io.k8s.api.autoscaling.v1.Scale", "The size of an object.")
        .ObjectFields()
        .Field("spec", new Definition("io.k8s.api.autoscaling.v1.ScaleSpec", "The wanted size.")
            .Field("replicas", Types.Integer32, "How many there shall be."), "The wanted size.")
        .Field("status", new Definition("io.k8s.api.autoscaling.v1.ScaleStatus", "The present size.")
            .Required("replicas", Types.Integer32, "How many there are.")
            .Field("selector", Types.Text, "Which pods are counted."), "The present size.");

    private static readonly Schema ListMeta = new Definition(BuiltInNames.Meta + "ListMeta", "What the server says about a list.")
        .Field("continue", Types.Text, "Where the next page begins; empty on the last one.")
        .Field("remainingItemCount", Types.Integer64, "How many objects are not on this page.")
        .Field("resourceVersion", Types.Text, "The state that the list shows.")
        .Field("selfLink", Types.Text, "No longer filled in.");

    public static Schema List(ResourceType type) =>
        new Definition(DefinitionWriter.ListName(type), $"A list of objects of kind {type.Kind}.")
            .Field("apiVersion", Types.Text, "API version of the list.")
            .Field("kind", Types.Text, "Kind of the list.")
            .Field("metadata", ListMeta, "What the server says about the list.")
            .Required("items", Types.List(type.Schema), "The objects.");
}
