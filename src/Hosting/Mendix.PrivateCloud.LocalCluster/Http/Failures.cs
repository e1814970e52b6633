using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Apply;
using Mendix.PrivateCloud.LocalCluster.Schemas;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>Refusals worded as the Kubernetes API server words them: clients and people match on these sentences.</summary>
internal static class Failures
{
    public static ApiFailure BadRequest(string message) => new(400, "BadRequest", message);

    public static ApiFailure Unauthorized() => new(401, "Unauthorized", "Unauthorized");

    public static ApiFailure PathNotFound() => new(404, "NotFound", "the server could not find the requested resource", new JsonObject());

    public static ApiFailure NotFound(GroupResource resource, string name) =>
        new(404, "NotFound", $"{resource} \"{name}\" not found", Details(resource, name));

    public static ApiFailure AlreadyExists(GroupResource resource, string name) =>
        new(409, "AlreadyExists", $"{resource} \"{name}\" already exists", Details(resource, name));

    public static ApiFailure Conflict(GroupResource resource, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {resource} \"{name}\": {why}", Details(resource, name));

    public static ApiFailure Modified(GroupResource resource, string name) => Conflict(
        resource, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static ApiFailure ApplyConflict(GroupResource resource, string name, ApplyResult result)
    {
        var causes = result.Conflicts.Select(conflict => Cause("FieldManagerConflict", conflict.CauseMessage, conflict.Field));
        return new ApiFailure(409, "Conflict", result.ConflictMessage, Details(resource, name, [.. causes]));
    }

    public static ApiFailure Forbidden(GroupResource resource, string name, string why, params JsonObject[] causes) => new(
        403, "Forbidden", $"{resource} \"{name}\" is forbidden: {why}", Details(resource, name, causes));

    public static ApiFailure MethodNotAllowed() =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", new JsonObject());

    public static ApiFailure NotAcceptable(string accepted) => new(
        406, "NotAcceptable", $"only the following media types are accepted: {accepted}");

    public static ApiFailure UnsupportedMediaType(string given, string accepted) => new(
        415, "UnsupportedMediaType", $"the body of the request was in an unknown format - accepted media types include: {accepted} (got \"{given}\")");

    public static ApiFailure Invalid(ResourceType type, string name, IReadOnlyList<FieldError> errors)
    {
        var text = errors.Count == 1 ? errors[0].Message : $"[{string.Join(", ", errors.Select(error => error.Message))}]";
        var kind = type.Group.Length == 0 ? type.Kind : $"{type.Kind}.{type.Group}";
        var details = new JsonObject { ["name"] = name, ["group"] = type.Group, ["kind"] = type.Kind };
        details["causes"] = new JsonArray([.. errors.Select(error => Cause(error.Reason, error.Body, error.Field))]);
        return new ApiFailure(422, "Invalid", $"{kind} \"{name}\" is invalid: {text}", details);
    }

    /// <summary>A watch or an exact list from before the history that is kept.</summary>
    public static ApiFailure Expired(long requested, long compacted) =>
        new(410, "Expired", $"too old resource version: {requested} ({compacted})");

    public static ApiFailure ContinueExpired(string inconsistentContinue) => new(
        410,
        "Expired",
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, " +
        "or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an " +
        "inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.")
    {
        Continue = inconsistentContinue,
    };

    public static ApiFailure TooLargeResourceVersion(long requested, long current) => new(
        504,
        "Timeout",
        $"Too large resource version: {requested}, current: {current}",
        new JsonObject { ["retryAfterSeconds"] = 1, ["causes"] = new JsonArray(Cause("ResourceVersionTooLarge", "Too large resource version", null)) });

    public static ApiFailure Internal(string message) => new(500, "InternalError", message);

    public static JsonObject Cause(string reason, string message, string? field)
    {
        var cause = new JsonObject { ["reason"] = reason, ["message"] = message };
        if (field is not null)
        {
            cause["field"] = field;
        }

        return cause;
    }

    private static JsonObject Details(GroupResource resource, string name, params JsonObject[] causes)
    {
        var details = new JsonObject { ["name"] = name };
        if (resource.Group.Length > 0)
        {
            details["group"] = resource.Group;
        }

        details["kind"] = resource.Resource;
        if (causes.Length > 0)
        {
            details["causes"] = new JsonArray([.. causes]);
        }

        return details;
    }
}
