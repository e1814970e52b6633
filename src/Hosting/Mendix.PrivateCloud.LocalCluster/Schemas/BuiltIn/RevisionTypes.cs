using System.Text.Json.Nodes;
using static Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn.Types;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>Controller revisions: what a controller once wanted. They are only stored.</summary>
internal static class RevisionTypes
{
    private static readonly Schema ControllerRevision =
        new Definition("io.k8s.api.apps.v1.ControllerRevision", "What a controller once wanted.")
            .ObjectFields()
            .Field("data", FreeObject, "What it wanted.")
            .Required("revision", Integer64.WithDefault(0), "Counts the revisions.")
            .Rule(FieldRules.NotNegative("revision"))
            .Rule(DataIsThere)
            .Rule(FieldRules.Immutable("data"));

    public static readonly IReadOnlyList<ResourceType> All =
    [
        new()
        {
            Group = "apps",
            Version = "v1",
            Kind = "ControllerRevision",
            Plural = "controllerrevisions",
            Namespaced = true,
            Schema = ControllerRevision,
        },
    ];

    private static void DataIsThere(string path, JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        if (value["data"] is null)
        {
            errors.Add(FieldError.Required("data", "data is mandatory"));
        }
    }
}
