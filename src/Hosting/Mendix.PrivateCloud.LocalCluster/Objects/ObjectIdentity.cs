using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Http;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Objects;

/// <summary>Does a body speak of the object that the URL names? What it leaves out is filled in.</summary>
internal static class ObjectIdentity
{
    public static JsonObject Metadata(JsonObject value)
    {
        if (value["metadata"] is JsonObject metadata)
        {
            return metadata;
        }

        if (value["metadata"] is not null)
        {
            throw Failures.BadRequest("metadata: must be an object");
        }

        value["metadata"] = metadata = [];
        return metadata;
    }

    public static void Check(ResourceType type, string space, string name, JsonObject body)
    {
        CheckKind(type, body);
        var metadata = Metadata(body);
        var bodyName = metadata.String("name") ?? "";
        CheckCustomKind(type, body, bodyName);
        if (name.Length > 0 && bodyName.Length == 0)
        {
            metadata["name"] = name;
        }
        else if (name.Length > 0 && bodyName != name)
        {
            throw Failures.BadRequest($"the name of the object ({bodyName}) does not match the name on the URL ({name})");
        }

        var bodySpace = metadata.String("namespace") ?? "";
        if (!type.Namespaced)
        {
            metadata.Remove("namespace");
        }
        else if (bodySpace.Length == 0)
        {
            metadata["namespace"] = space;
        }
        else if (bodySpace != space)
        {
            throw Failures.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    private static void CheckKind(ResourceType type, JsonObject body)
    {
        var apiVersion = body.String("apiVersion") ?? "";
        var kind = body.String("kind") ?? "";
        if (!type.IsCustom)
        {
            CheckBuiltIn(type, apiVersion.Length > 0 ? apiVersion : type.ApiVersion, kind.Length > 0 ? kind : type.Kind);
        }
        else if (kind.Length == 0 || apiVersion.Length == 0)
        {
            throw Failures.BadRequest(
                $"{type.Kind} in version \"{type.Version}\" cannot be handled as a {type.Kind}: "
                + $"Object '{(kind.Length == 0 ? "Kind" : "apiVersion")}' is missing in '{body.ToJsonString(Json.Relaxed)}'");
        }
        else if (apiVersion != type.ApiVersion)
        {
            throw Failures.BadRequest(
                $"the API version in the data ({apiVersion}) does not match the expected API version ({type.ApiVersion})");
        }
        else
        {
            return;
        }

        body["apiVersion"] = type.ApiVersion;
        body["kind"] = type.Kind;
    }

    private static void CheckCustomKind(ResourceType type, JsonObject body, string name)
    {
        if (body.String("kind") is { } kind && kind != type.Kind)
        {
            throw Failures.Invalid(type.Group, kind, name, [FieldError.Invalid("kind", kind, $"must be {type.Kind}")]);
        }
    }

    /// <summary>A built-in kind is decoded by what the body says it is, and then does not fit where it was sent.</summary>
    private static void CheckBuiltIn(ResourceType type, string apiVersion, string kind)
    {
        if (kind == type.Kind && apiVersion == type.ApiVersion)
        {
            return;
        }

        var version = apiVersion[(apiVersion.LastIndexOf('/') + 1)..];
        var group = type.Group.Length == 0 ? "core" : type.Group.Split('.')[0];
        var why = BuiltInTypes.All.Any(known => known.Kind == kind && known.ApiVersion == apiVersion)
            ? $"converting ({version}.{kind}) to ({group}.{type.Kind}): unknown conversion"
            : $"no kind \"{kind}\" is registered for version \"{apiVersion}\" in scheme \"pkg/api/legacyscheme/scheme.go:30\"";
        throw Failures.BadRequest($"{kind} in version \"{version}\" cannot be handled as a {type.Kind}: {why}");
    }
}
