using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Apply;
using Mendix.PrivateCloud.LocalCluster.Objects;
using Mendix.PrivateCloud.LocalCluster.Patching;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Schemas;

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
            _ => throw Failures.UnknownPatch(request.Type.IsCustom, [JsonPatchType, MergePatchType, ApplyType]),
        };
        return WriteHandler.RespondAsync(request, result);
    }

    /// <summary>The patched form of an object, worked out anew for each state that it is applied to.</summary>
    public static Func<JsonObject, JsonObject> PatchFunction(ResourceRequest request, byte[] body)
    {
        var contentType = request.Context.Request.ContentType?.Split(';')[0].Trim() ?? "";
        var (patch, _) = RequestBody.ParsePatch(body);
        var apply = contentType == JsonPatchType ? JsonFormat(request, patch) : MergeFormat(request, patch);
        return current => Run(apply, current);
    }

    private WriteResult Merge(
        ResourceRequest request, byte[] body, Func<ResourceRequest, JsonNode?, Func<JsonObject, JsonObject>> format)
    {
        if (request.Query("force") is { Length: > 0 })
        {
            throw Failures.InvalidOptions("PatchOptions", FieldError.Forbidden("force", "may not be specified for non-apply patch"));
        }

        var (patch, duplicates) = RequestBody.ParsePatch(body);
        var options = request.WriteOptions(duplicates);
        var apply = format(request, patch);
        IReadOnlyList<string> warnings = [];
        var result = writer.Change(request.Type, request.Key, options, (current, _) =>
        {
            var patched = Run(apply, current);
            ObjectIdentity.Check(request.Type, request.Path.Namespace, request.Path.Name, patched);
            if (request.Type.FindDecodingError(patched) is { } error)
            {
                // Kubernetes shows a patch of its own format, and the result of one of the others.
                throw format == StrategicFormat
                    ? Failures.InvalidPatch(GoText.Plain(patch), $"error decoding from json: {error}")
                    : Failures.InvalidPatch(patched.ToJsonString(Json.Relaxed), error);
            }

            warnings = FieldChecks.Check(request.Type, patched, options);
            return patched;
        });
        return result with { Warnings = warnings };
    }

    private static JsonObject Run(Func<JsonObject, JsonObject> apply, JsonObject current)
    {
        try
        {
            return apply(current);
        }
        catch (PatchException refused)
        {
            throw refused.IsMalformed
                ? Failures.BadRequest(refused.Message)
                : new ApiFailure(422, "Invalid", "the server rejected our request due to an error in our request", new JsonObject());
        }
    }

    private static Func<JsonObject, JsonObject> JsonFormat(ResourceRequest request, JsonNode? patch) =>
        patch is JsonArray operations
            ? current => JsonPatch.Apply(current, operations)
            : throw Failures.BadRequest(
                $"error decoding patch: json: cannot unmarshal {GoText.TypeName(patch)} into Go value of type []handlers.jsonPatchOp");

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
        patch as JsonObject ?? throw Failures.BadRequest(
            $"error decoding patch: json: cannot unmarshal {GoText.TypeName(patch)} into Go value of type map[string]interface {{}}");

    private WriteResult Apply(ResourceRequest request, byte[] body)
    {
        if (request.Query("fieldManager") is not { Length: > 0 })
        {
            throw Failures.InvalidOptions("PatchOptions", FieldError.Required("fieldManager", "is required for apply patch"));
        }

        var (applied, duplicates) = RequestBody.ParseObject(body, request.Type.Kind);
        var options = request.WriteOptions(duplicates);
        if (applied["apiVersion"] is null || applied["kind"] is null)
        {
            throw Failures.BadRequest("Object 'Kind' or 'apiVersion' is missing: both are required in a server-side apply");
        }

        ObjectIdentity.Check(request.Type, request.Path.Namespace, request.Path.Name, applied);
        if (applied["metadata"]?["managedFields"] is not null)
        {
            throw Failures.BadRequest("metadata.managedFields must be nil");
        }

        // Unknown fields are refused below, whatever fieldValidation says: nobody could own them.
        var warnings = FieldChecks.Report(request.Type, options.DuplicateFields, options);
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

            if (applied["metadata"].String("uid") is { Length: > 0 } uid)
            {
                throw Failures.Conflict(
                    request.Type.Named(), request.Path.Name, $"uid mismatch: the provided object specified uid {uid}, and no existing object was found");
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
            ObjectMetadata.CheckVersion(request.Type, applied, current);
        }

        try
        {
            var result = ServerSideApply.Apply(
                current, applied, options.FieldManager, options.Force, request.Type, options.Subresource, timeProvider.GetUtcNow());
            return result.Object ?? throw Failures.ApplyConflict(result);
        }
        catch (SchemaMismatchException mismatch)
        {
            throw new ApiFailure(500, "", mismatch.Message);
        }
    }
}
