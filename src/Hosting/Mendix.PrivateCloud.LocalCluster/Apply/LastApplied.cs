using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>
/// Lets kubectl go over from client-side to server-side apply: what its annotation says it applied before is no conflict, and
/// the annotation is kept up to date for the way back.
/// </summary>
internal static class LastApplied
{
    /// <summary>The manager of <c>kubectl apply --server-side</c>.</summary>
    public const string Manager = "kubectl";

    private const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>The conflicts that remain.</summary>
    public static IReadOnlyList<ApplyConflict> Allow(IReadOnlyList<ApplyConflict> conflicts, JsonObject? live, ResourceType type)
    {
        if (live is null || Parse(live) is not { } last || last.String("apiVersion") != type.ApiVersion)
        {
            return conflicts;
        }

        var change = Comparison.Of(last, live, type.Schema);
        var allowed = FieldSetBuilder.Build(type.Schema, last)
            .Difference(change.Modified).Difference(change.Added).Difference(change.Removed)
            .Paths().Select(path => string.Concat(path.Select(step => step.ToString())))
            .ToHashSet(StringComparer.Ordinal);
        return [.. conflicts.Where(conflict => !allowed.Contains(conflict.Field))];
    }

    /// <summary>Writes the configuration into the annotation if the object has one; true if that changed it.</summary>
    public static bool Refresh(JsonObject value, JsonObject configuration)
    {
        if (value.At("metadata", "annotations") is not JsonObject annotations || annotations.String(Annotation) is not { Length: > 0 } former)
        {
            return false;
        }

        var copy = (JsonObject)configuration.DeepClone();
        (copy.At("metadata", "annotations") as JsonObject)?.Remove(Annotation);
        var text = copy.ToJsonString(Json.Relaxed) + "\n";
        annotations[Annotation] = text;
        return text != former;
    }

    private static JsonObject? Parse(JsonObject live)
    {
        try
        {
            var text = live.At("metadata", "annotations").String(Annotation);
            return string.IsNullOrEmpty(text) ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
