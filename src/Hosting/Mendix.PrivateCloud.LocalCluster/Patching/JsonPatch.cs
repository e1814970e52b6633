using System.Globalization;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Patching;

/// <summary>RFC 6902: a list of operations, all of which are applied or none.</summary>
internal static class JsonPatch
{
    private const int MaxOperations = 10000;

    /// <summary>The patched object; the current one is left as it is.</summary>
    /// <exception cref="PatchException">An operation is malformed, finds no target, or a test fails.</exception>
    public static JsonObject Apply(JsonObject current, JsonArray patch)
    {
        if (patch.Count > MaxOperations)
        {
            throw new PatchException(
                $"The allowed maximum operations in a JSON patch is {MaxOperations}, got {patch.Count}", malformed: true);
        }

        // A property of a wrapper, so that the whole document can be replaced like any other value.
        var root = new JsonObject { ["document"] = current.DeepClone() };
        foreach (var operation in patch)
        {
            ApplyOperation(root, operation as JsonObject ?? throw new PatchException("each operation must be an object", malformed: true));
        }

        var result = root["document"] as JsonObject ?? throw new PatchException("the patched document must be an object");
        root.Remove("document");
        return result;
    }

    private static void ApplyOperation(JsonObject root, JsonObject operation)
    {
        var path = Path(operation, "path");
        switch (operation.String("op"))
        {
            case "add":
                Insert(root, path, Value(operation));
                break;
            case "remove":
                Detach(root, path);
                break;
            case "replace":
                Replace(root, path, Value(operation));
                break;
            case "move":
                Insert(root, path, Detach(root, Path(operation, "from")));
                break;
            case "copy":
                Insert(root, path, Find(root, Path(operation, "from"))?.DeepClone());
                break;
            case "test":
                Test(root, path, operation["value"]);
                break;
            case var unknown:
                throw new PatchException($"unknown operation \"{unknown}\"");
        }
    }

    private static string[] Path(JsonObject operation, string member) =>
        ["document", .. JsonPointer.Parse(operation.String(member)
            ?? throw new PatchException($"operation \"{operation.String("op")}\" lacks \"{member}\""))];

    private static JsonNode? Value(JsonObject operation) => operation.TryGetPropertyValue("value", out var value)
        ? value?.DeepClone()
        : throw new PatchException($"operation \"{operation.String("op")}\" lacks \"value\"");

    private static void Insert(JsonObject root, string[] path, JsonNode? value)
    {
        switch (Container(root, path))
        {
            case JsonObject fields:
                fields[path[^1]] = value;
                break;
            case JsonArray items when path[^1] == "-":
                items.Add(value);
                break;
            // One place more than there are elements: inserting at the end is allowed.
            case JsonArray items when JsonPointer.TryIndex(path[^1], items.Count + 1, out var index):
                items.Insert(index, value);
                break;
            default:
                throw Missing(path);
        }
    }

    private static void Replace(JsonObject root, string[] path, JsonNode? value)
    {
        switch (Container(root, path))
        {
            // A real API server does not mind when there is nothing to replace, whatever RFC 6902 says.
            case JsonObject fields:
                fields[path[^1]] = value;
                break;
            case JsonArray items when JsonPointer.TryIndex(path[^1], items.Count, out var index):
                items[index] = value;
                break;
            default:
                throw Missing(path);
        }
    }

    private static JsonNode? Detach(JsonObject root, string[] path)
    {
        switch (Container(root, path))
        {
            case JsonObject fields when fields.TryGetPropertyValue(path[^1], out var value):
                fields.Remove(path[^1]);
                return value;
            case JsonArray items when JsonPointer.TryIndex(path[^1], items.Count, out var index):
                var item = items[index];
                items.RemoveAt(index);
                return item;
            default:
                throw Missing(path);
        }
    }

    private static void Test(JsonObject root, string[] path, JsonNode? expected)
    {
        // An absent field equals null, as in the library that Kubernetes uses.
        var actual = TryFind(root, path, out var found) ? found : null;
        if (!JsonNode.DeepEquals(actual, expected))
        {
            throw new PatchException($"testing value {Text(path)} failed: test failed");
        }
    }

    private static JsonNode Container(JsonObject root, string[] path) =>
        TryFind(root, path[..^1], out var found) && found is not null ? found : throw Missing(path);

    private static JsonNode? Find(JsonObject root, string[] path) => TryFind(root, path, out var found) ? found : throw Missing(path);

    private static bool TryFind(JsonObject root, string[] path, out JsonNode? found)
    {
        found = root;
        foreach (var step in path)
        {
            switch (found)
            {
                case JsonObject fields when fields.TryGetPropertyValue(step, out var value):
                    found = value;
                    break;
                case JsonArray items when JsonPointer.TryIndex(step, items.Count, out var index):
                    found = items[index];
                    break;
                default:
                    found = null;
                    return false;
            }
        }

        return true;
    }

    private static PatchException Missing(string[] path) =>
        new(string.Create(CultureInfo.InvariantCulture, $"the path {Text(path)} does not exist: missing value"));

    private static string Text(string[] path) => "/" + string.Join('/', path.Skip(1));
}
