using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Resources;

/// <summary>Makes an object with every field of a schema filled in, and optionally an unknown field at every level.</summary>
internal static class SchemaSample
{
    public const string Secret = "c2VjcmV0LW9mLXRoZS1zYW1wbGU=";

    public static JsonObject Make<T>(bool withUnknownFields)
        where T : class, IKubernetesObject<T>
    {
        var schema = CustomResourceDefinitions.FindSchema(T.Definition.Kind)!;
        var sample = MakeObject(schema, withUnknownFields, skip: "metadata");
        sample["apiVersion"] = T.Definition.ApiVersion;
        sample["kind"] = T.Definition.Kind;
        sample["metadata"] = new JsonObject { ["name"] = "sample", ["namespace"] = "apps" };
        return sample;
    }

    private static JsonObject MakeObject(JsonSchema schema, bool withUnknownFields, string? skip = null)
    {
        var sample = new JsonObject();
        foreach (var (name, property) in schema.Properties ?? [])
        {
            if (name != skip)
            {
                // The one time of ours that is told to the microsecond.
                sample[name] = name == "startTime" ? "2026-02-03T04:05:06.789012Z" : Make(property, withUnknownFields);
            }
        }

        if (withUnknownFields)
        {
            sample["fromTheFuture"] = new JsonObject { ["list"] = new JsonArray(1, "two", null), ["exact"] = JsonNode.Parse("1.10") };
        }

        return sample;
    }

    private static JsonNode Make(JsonSchema schema, bool withUnknownFields) => (schema.IntOrString, schema.Type) switch
    {
        (true, _) => schema.Pattern is null ? "50%" : "512Mi",
        (_, "object") when schema.AdditionalProperties is { } values => new JsonObject { ["some.key"] = Make(values, withUnknownFields) },
        (_, "object") => MakeObject(schema, withUnknownFields),
        (_, "array") => new JsonArray(Make(schema.Items!, withUnknownFields)),
        (_, "integer") => schema.Maximum ?? 7,
        (_, "boolean") => true,
        _ => MakeText(schema),
    };

    private static JsonNode MakeText(JsonSchema schema) => schema.Format switch
    {
        "password" => Secret,
        "date-time" => "2026-02-03T04:05:06Z",
        _ => schema.Enum?[^1] ?? "text",
    };
}
