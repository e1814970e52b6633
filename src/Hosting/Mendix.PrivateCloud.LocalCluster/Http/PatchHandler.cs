using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Apply;
using Mendix.PrivateCloud.LocalCluster.Objects;
using Mendix.PrivateCloud.LocalCluster.Patching;
using Mendix.PrivateCloud.LocalCluster.Resources;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>Answers <c>patch</c> in its four formats.</summary>
internal sealed class PatchHandler(Storage.ObjectStore store, ObjectWriter writer, TimeProvider timeProvider)
{
    private const string JsonPatchType = "application/json-patch+json";
    private const string MergePatchType = "application/merge-patch+json";
    private const string StrategicPatchType = "application/strategic-merge-patch+json";
    private const string ApplyType = "application/apply-patch+yaml";

    public Task PatchAsync(ResourceRequest request, byte[] body)
    {
        var contentType = request.Context.Request.ContentType?.Split(';')[0].Trim() ?? "";
        var result = contentType switch
        {
            JsonPatchType => Merge(request, body, JsonFormat),
            MergePatchType => Merge(request, body, MergeFormat),
            StrategicPatchType when !request.Type.IsCustom => Merge(request, body, StrategicFormat),
            ApplyType => Apply(request, body),
            _ => throw Failures.UnsupportedMediaType(
                contentType,
                string.Join(", ", request.Type.IsCustom
                    ? [JsonPatchType, MergePatchType, ApplyType]
                    : new[] { JsonPatchType, MergePatchType, StrategicPatchType, ApplyType })),
        };
        return WriteHandler.RespondAsync(request, result);
    }

    /// <summary>The patched form of an object, worked out anew for each state that it is applied to.</summary>
    public static Func<JsonObject, JsonObject> PatchFunction(ResourceRequest request, byte[] body)
    {
        var contentType = request.Context.Request.ContentType?.Split(';')[0].Trim() ?? "";
        var (patch, _) = RequestBody.Parse(body);
        return contentType == JsonPatchType ? JsonFormat(request, patch) : MergeFormat(request, patch);
    }

    private WriteResult Merge(
        ResourceRequest request, byte[] body, Func<ResourceRequest, JsonNode?, Func<JsonObject, JsonObject>> format)
    {
        var (patch, duplicates) = RequestBody.Parse(body);
        var options = request.WriteOptions(duplicates);
        var apply = format(request, patch);
        IReadOnlyList<string> warnings = [];
        var result = writer.Change(request.Type, request.Key, options, (current, _) =>
        {
            var patched = Run(request, apply, current);
            ObjectIdentity.Check(request.Type, request.Path.Namespace, request.Path.Name, patched);
            warnings = FieldChecks.Check(request.Type, patched, options);
            return patched;
        });
        return result with { Warnings = warnings };
    }

    private static T Run<T>(ResourceRequest request, Func<JsonObject, T> apply, JsonObject current)
    {
        try
        {
            return apply(current);
        }
        catch (PatchException refused)
        {
            throw refused.IsMalformed
                ? Failures.BadRequest(refused.Message)
                : new ApiFailure(422, "Invalid", $"the server rejected our request due to an error in our request: {refused.Message}", new JsonObject
                {
                    ["name"] = request.Path.Name,
                    ["group"] = request.Type.Group,
                    ["kind"] = request.Type.Kind,
                });
        }
    }

    private static Func<JsonObject, JsonObject> JsonFormat(ResourceRequest request, JsonNode? patch) =>
        patch is JsonArray operations
            ? current => JsonPatch.Apply(current, operations)
            : throw Failures.BadRequest("error decoding patch: a JSON patch is an array of operations");

    private static Func<JsonObject, JsonObject> MergeFormat(ResourceRequest request, JsonNode? patch)
    {
        var fields = FieldsOf(patch);
        return current => MergePatch.Apply(current, fields);
    }

    private static Func<JsonObject, JsonObject> StrategicFormat(ResourceRequest request, JsonNode? patch)
    {
        var fields = FieldsOf(patch);
        return current => StrategicMergePatch.Apply(current, fields, request.Type.Schema);
    }

    private static JsonObject FieldsOf(JsonNode? patch) =>
        patch as JsonObject ?? throw Failures.BadRequest("error decoding patch: the patch is not an object");

    private WriteResult Apply(ResourceRequest request, byte[] body)
    {
        if (request.Query("fieldManager") is not { Length: > 0 })
        {
            throw new ApiFailure(422, "Invalid", "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
        }

        var (applied, duplicates) = RequestBody.ParseObject(body);
        var options = request.WriteOptions(duplicates);
        if (applied["apiVersion"] is null || applied["kind"] is null)
        {
            throw Failures.BadRequest("Object 'Kind' or 'apiVersion' is missing: both are required in a server-side apply");
        }

        ObjectIdentity.Check(request.Type, request.Path.Namespace, request.Path.Name, applied);
        if (applied["metadata"]?["managedFields"] is JsonArray { Count: > 0 })
        {
            throw Failures.BadRequest("metadata.managedFields must be nil");
        }

        var warnings = FieldChecks.Check(request.Type, applied, options);
        while (true)
        {
            if (store.Find(request.Stored, request.Key) is not null)
            {
                var result = writer.Change(
                    request.Type, request.Key, options, (current, _) => Merged(request, current, applied, options), appliedOwnership: true);
                return result with { Warnings = warnings };
            }

            if (request.Path.Subresource.Length > 0)
            {
                throw Failures.NotFound(request.Type.Named(), request.Path.Name);
            }

            if (applied["metadata"].String("uid") is { Length: > 0 })
            {
                throw Failures.Conflict(request.Type.Named(), request.Path.Name, "uid mismatch: the provided object specified uid and no existing object was found");
            }

            try
            {
                var created = Merged(request, null, applied, options);
                var managed = created["metadata"]!["managedFields"];
                return writer.Create(request.Type, request.Path.Namespace, created, options with { FieldValidation = FieldValidation.Ignore }, managed)
                    with
                { Warnings = warnings };
            }
            catch (ApiFailure failure) when (failure.Reason == "AlreadyExists")
            {
                // Another client created it in between: apply to what is there now.
            }
        }
    }

    private JsonObject Merged(ResourceRequest request, JsonObject? current, JsonObject applied, WriteOptions options)
    {
        if (current is not null)
        {
            ObjectMetadata.CheckPreconditions(request.Type, applied, current);
        }

        var result = Run(request, configuration => ServerSideApply.Apply(
            current, configuration, options.FieldManager, options.Force, request.Type, options.Subresource, timeProvider.GetUtcNow()), applied);
        return result.Object ?? throw Failures.ApplyConflict(request.Type.Named(), request.Path.Name, result);
    }
}
