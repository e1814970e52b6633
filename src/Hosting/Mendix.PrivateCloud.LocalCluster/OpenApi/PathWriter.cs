using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.OpenApi;

/// <summary>Writes the paths of a kind: what can be done with it, and with which parameters.</summary>
internal sealed class PathWriter(OpenApiVersion version, DefinitionWriter definitions)
{
    private static readonly string[] WriteParameters = ["dryRun", "fieldManager", "fieldValidation"];
    private static readonly string[] PatchParameters = [.. WriteParameters, "force"];
    private static readonly string[] DeleteParameters = ["dryRun", "gracePeriodSeconds", "propagationPolicy"];

    private static readonly string[] ListParameters =
        ["allowWatchBookmarks", "continue", "fieldSelector", "labelSelector", "limit", "resourceVersion", "resourceVersionMatch", "timeoutSeconds", "watch"];

    public void AddPaths(JsonObject paths, ResourceType type)
    {
        var root = type.Group.Length == 0 ? $"/api/{type.Version}" : $"/apis/{type.Group}/{type.Version}";
        var collection = $"{root}/{(type.Namespaced ? "namespaces/{namespace}/" : "")}{type.Plural}";
        var whole = definitions.Reference(type.Schema);
        var list = definitions.ReferenceTo(DefinitionWriter.ListName(type));
        paths[collection] = Path(type, named: false,
            ("get", Operation(type, "list", type.Kind, list, ListParameters)),
            ("post", Operation(type, "post", type.Kind, whole, WriteParameters, whole)),
            ("delete", Operation(type, "deletecollection", type.Kind, definitions.Reference(CommonDefinitions.Status),
                [.. ListParameters, .. DeleteParameters])));
        if (type.Namespaced)
        {
            paths[$"{root}/{type.Plural}"] = new JsonObject { ["get"] = Operation(type, "list", type.Kind, list, ListParameters) };
        }

        var item = collection + "/{name}";
        paths[item] = Path(type, named: true,
        [
            .. ReadAndWrite(type, type.Kind, whole),
            ("delete", Operation(type, "delete", type.Kind, definitions.Reference(CommonDefinitions.Status), DeleteParameters,
                definitions.Reference(CommonDefinitions.DeleteOptions))),
        ]);
        if (type.HasStatus)
        {
            paths[item + "/status"] = Path(type, named: true, [.. ReadAndWrite(type, type.Kind, whole)]);
        }

        if (type.Scale is not null)
        {
            paths[item + "/scale"] = Path(type, named: true, [.. ReadAndWrite(type, "Scale", definitions.Reference(CommonDefinitions.Scale))]);
        }
    }

    private IEnumerable<(string Method, JsonObject Operation)> ReadAndWrite(ResourceType type, string kind, JsonObject body)
    {
        yield return ("get", Operation(type, "get", kind, body, []));
        yield return ("put", Operation(type, "put", kind, body, WriteParameters, body));
        yield return ("patch", Operation(type, "patch", kind, body, PatchParameters, definitions.Reference(CommonDefinitions.Patch)));
    }

    private JsonObject Path(ResourceType type, bool named, params ReadOnlySpan<(string Method, JsonObject Operation)> operations)
    {
        var path = new JsonObject();
        foreach (var (method, operation) in operations)
        {
            path[method] = operation;
        }

        string[] names = [.. named ? ["name"] : Array.Empty<string>(), .. type.Namespaced ? ["namespace"] : Array.Empty<string>()];
        if (names.Length > 0)
        {
            path["parameters"] = new JsonArray([.. names.Select(JsonNode (name) => Parameter(name, "path", "string"))]);
        }

        return path;
    }

    private JsonObject Operation(
        ResourceType type, string action, string kind, JsonObject answer, IEnumerable<string> parameters, JsonObject? body = null)
    {
        var operation = new JsonObject
        {
            ["parameters"] = new JsonArray([.. parameters.Select(JsonNode (name) => Parameter(name, "query", TypeOf(name)))]),
            ["x-kubernetes-action"] = action,
            ["x-kubernetes-group-version-kind"] = kind == "Scale"
                ? new JsonObject { ["group"] = "autoscaling", ["kind"] = "Scale", ["version"] = "v1" }
                : DefinitionWriter.GroupVersionKindOf(type, kind),
        };
        var types = action == "patch" ? PatchTypes(type) : ["application/json"];
        AddBody(operation, body, types);
        AddAnswer(operation, answer);
        return operation;
    }

    // Which patches a kind takes; kubectl reads here whether it may send a strategic merge patch.
    private static string[] PatchTypes(ResourceType type)
    {
        string[] all = ["application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json"];
        return type.IsCustom ? all : [.. all, "application/strategic-merge-patch+json"];
    }

    private void AddBody(JsonObject operation, JsonObject? body, string[] types)
    {
        if (body is null)
        {
            return;
        }

        if (version == OpenApiVersion.V2)
        {
            operation["consumes"] = new JsonArray([.. types.Select(type => (JsonNode)type)]);
            operation["parameters"]!.AsArray().Add(new JsonObject
            {
                ["in"] = "body",
                ["name"] = "body",
                ["required"] = true,
                ["schema"] = body.DeepClone(),
            });
        }
        else
        {
            operation["requestBody"] = new JsonObject { ["content"] = Content(types, body) };
        }
    }

    private void AddAnswer(JsonObject operation, JsonObject answer)
    {
        var ok = new JsonObject { ["description"] = "OK" };
        if (version == OpenApiVersion.V2)
        {
            ok["schema"] = answer.DeepClone();
            operation["produces"] = new JsonArray("application/json");
        }
        else
        {
            ok["content"] = Content(["application/json"], answer);
        }

        operation["responses"] = new JsonObject { ["200"] = ok };
    }

    private static JsonObject Content(string[] types, JsonObject schema) =>
        new(types.Select(type => KeyValuePair.Create(type, (JsonNode?)new JsonObject { ["schema"] = schema.DeepClone() })));

    private JsonObject Parameter(string name, string place, string type)
    {
        var parameter = new JsonObject { ["in"] = place, ["name"] = name };
        if (place == "path")
        {
            parameter["required"] = true;
        }

        if (version == OpenApiVersion.V2)
        {
            parameter["type"] = type;
            parameter["uniqueItems"] = true;
        }
        else
        {
            parameter["schema"] = new JsonObject { ["type"] = type, ["uniqueItems"] = true };
        }

        return parameter;
    }

    private static string TypeOf(string name) => name switch
    {
        "allowWatchBookmarks" or "watch" or "force" => "boolean",
        "limit" or "timeoutSeconds" or "gracePeriodSeconds" => "integer",
        _ => "string",
    };
}
