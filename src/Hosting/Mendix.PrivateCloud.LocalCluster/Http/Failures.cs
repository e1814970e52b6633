using System.Text;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Apply;
using Mendix.PrivateCloud.LocalCluster.Schemas;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>Refusals worded as the Kubernetes API server words them: clients and people match on these sentences.</summary>
internal static class Failures
{
    public static ApiFailure BadRequest(string message) => new(400, "BadRequest", message);

    /// <summary>A body that cannot be read; its beginning is shown, as text if it seems to be JSON.</summary>
    public static ApiFailure Unrecognized(string kind, string why, ReadOnlySpan<byte> body)
    {
        const int Shown = 30;
        var start = body[..Math.Min(Shown, body.Length)];
        var text = body.Length == 0 ? "<empty>" : body[0] == '{' ? Encoding.UTF8.GetString(start) : Convert.ToHexStringLower(start);
        return BadRequest($"the object provided is unrecognized (must be of type {kind}): {why} ({text}{(body.Length > Shown ? " ..." : "")})");
    }

    public static ApiFailure Unauthorized() => new(401, "Unauthorized", "Unauthorized");

    public static ApiFailure PathNotFound() => new(404, "NotFound", "404 page not found") { IsPlainText = true };

    public static ApiFailure NotFound(GroupResource resource, string name) =>
        new(404, "NotFound", $"{resource} \"{name}\" not found", Details(resource, name));

    public static ApiFailure AlreadyExists(GroupResource resource, string name) =>
        new(409, "AlreadyExists", $"{resource} \"{name}\" already exists", Details(resource, name));

    public static ApiFailure Conflict(GroupResource resource, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {resource} \"{name}\": {why}", Details(resource, name));

    public static ApiFailure Modified(GroupResource resource, string name) => Conflict(
        resource, name, "the object has been modified; please apply your changes to the latest version and try again");

    /// <summary>Kubernetes does not say here which object it was.</summary>
    public static ApiFailure ApplyConflict(ApplyResult result)
    {
        var causes = result.Conflicts.Select(conflict => Cause("FieldManagerConflict", conflict.CauseMessage, conflict.Field));
        return new ApiFailure(409, "Conflict", result.ConflictMessage, new JsonObject { ["causes"] = new JsonArray([.. causes]) });
    }

    public static ApiFailure Forbidden(GroupResource resource, string name, string why, params JsonObject[] causes) => new(
        403, "Forbidden", $"{resource} \"{name}\" is forbidden: {why}", Details(resource, name, causes));

    public static ApiFailure MethodNotAllowed() =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", new JsonObject());

    /// <summary>A resource that a built-in API does not have.</summary>
    public static ApiFailure ResourceNotFound() => new(404, "NotFound", "the server could not find the requested resource", new JsonObject());

    public static ApiFailure NotAcceptable(bool custom) => custom
        ? new(406, "NotAcceptable", "only the following media types are accepted: application/json")
        : new(406, "NotAcceptable", "406: Not Acceptable\n\nAvailable representations: application/json", new JsonObject());

    public static ApiFailure UnknownBody(IEnumerable<string> accepted) =>
        new(415, "UnsupportedMediaType", $"the body of the request was in an unknown format - accepted media types include: {string.Join(", ", accepted)}");

    /// <summary>Of built-in kinds the router of Kubernetes refuses patches before anybody looks at what they could be.</summary>
    public static ApiFailure UnknownPatch(bool custom, IEnumerable<string> accepted) =>
        custom ? UnknownBody(accepted) : new(415, "UnsupportedMediaType", "415: Unsupported Media Type", new JsonObject());

    /// <summary>Options in the query that do not go together.</summary>
    public static ApiFailure InvalidOptions(string kind, FieldError error) => Invalid("meta.k8s.io", kind, "", [error]);

    /// <summary>A patch whose result is not an object of the kind.</summary>
    public static ApiFailure InvalidPatch(string patch, string why) => Invalid("", "", "", [FieldError.Invalid("patch", patch, why)]);

    public static ApiFailure Invalid(ResourceType type, string name, IReadOnlyList<FieldError> errors) =>
        Invalid(type.Group, type.Kind, name, errors);

    public static ApiFailure Invalid(string group, string kind, string name, IReadOnlyList<FieldError> errors)
    {
        var messages = errors.Select(error => error.Message).Distinct().ToList();
        var text = messages.Count == 1 ? messages[0] : $"[{string.Join(", ", messages)}]";
        var details = new JsonObject();
        foreach (var (field, value) in new[] { ("name", name), ("group", group), ("kind", kind) })
        {
            if (value.Length > 0)
            {
                details[field] = value;
            }
        }

        details["causes"] = new JsonArray([.. errors.Select(error => Cause(error.Reason, error.Body, error.Field))]);
        return new ApiFailure(422, "Invalid", $"{(group.Length == 0 ? kind : $"{kind}.{group}")} \"{name}\" is invalid: {text}", details);
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
        $"Timeout: Too large resource version: {requested}, current: {current}",
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
