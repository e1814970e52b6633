using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Objects;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Schemas;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>Answers the <c>scale</c> subresource: the number of replicas of any kind in one common form.</summary>
internal sealed class ScaleHandler(ObjectStore store, ObjectWriter writer)
{
    public const string Subresource = "scale";

    public Task GetAsync(ResourceRequest request, ScaleSubresource scale)
    {
        var found = store.Find(request.Stored, request.Key) ?? throw Failures.NotFound(request.Type.Named(), request.Path.Name);
        return Responses.WriteAsync(request.Context, ScaleOf(found, scale));
    }

    /// <summary><paramref name="change"/> turns the present scale into the wanted one.</summary>
    public Task WriteAsync(ResourceRequest request, ScaleSubresource scale, Func<JsonObject, JsonObject> change)
    {
        var options = request.WriteOptions([]) with { Subresource = Subresource };
        var result = writer.Change(request.Type, request.Key, options, (value, current) =>
        {
            var wanted = change(ScaleOf(current, scale));
            ObjectMetadata.CheckVersion(request.Type, wanted, value);
            ObjectMetadata.CheckUid(request.Type, wanted, value);
            var replicas = wanted["spec"].Integer("replicas") ?? 0;
            if (replicas < 0)
            {
                throw Failures.Invalid(request.Type, request.Path.Name, [FieldError.Invalid(
                    "spec.replicas", replicas, "must be greater than or equal to 0")]);
            }

            Set(value, scale.SpecReplicas, replicas);
            return value;
        });
        return Responses.WriteAsync(request.Context, ScaleOf(result.Object, scale));
    }

    private static JsonObject ScaleOf(StoredObject value, ScaleSubresource scale)
    {
        var json = value.Parse();
        var metadata = new JsonObject();
        foreach (var name in (string[])["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
        {
            metadata[name] = json["metadata"]![name]?.DeepClone();
        }

        var status = new JsonObject { ["replicas"] = Number(json, scale.StatusReplicas) };
        if (scale.Selector is not null && Selector(json.At([.. scale.Selector])) is { } selector)
        {
            status["selector"] = selector;
        }

        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = Number(json, scale.SpecReplicas) },
            ["status"] = status,
        };
    }

    /// <summary>Custom resources hold the selector as text, Deployments as a structure.</summary>
    private static string? Selector(JsonNode? selector) =>
        selector is JsonObject structure
            ? string.Join(",", (structure["matchLabels"] as JsonObject ?? []).Select(label => $"{label.Key}={Json.AsString(label.Value)}"))
            : Json.AsString(selector);

    private static long Number(JsonObject json, IReadOnlyList<string> path) =>
        json.At([.. path]) is JsonValue value && Json.TryInteger(value, out var number) ? number : 0;

    private static void Set(JsonObject json, IReadOnlyList<string> path, long replicas)
    {
        var parent = json;
        foreach (var name in path.SkipLast(1))
        {
            if (parent[name] is not JsonObject child)
            {
                parent[name] = child = [];
            }

            parent = child;
        }

        parent[path[^1]] = replicas;
    }
}
