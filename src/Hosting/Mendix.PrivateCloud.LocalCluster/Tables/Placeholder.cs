using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;
namespace Mendix.PrivateCloud.LocalCluster.Tables;

internal static class Tables { public static JsonObject Render(ResourceType type, IEnumerable<JsonObject> values, string includeObject) => new() { ["kind"] = "Table", ["apiVersion"] = "meta.k8s.io/v1", ["metadata"] = new JsonObject(), ["columnDefinitions"] = new JsonArray(new JsonObject { ["name"] = "Name", ["type"] = "string", ["format"] = "name", ["description"] = "", ["priority"] = 0 }), ["rows"] = new JsonArray([.. values.Select(v => (JsonNode)new JsonObject { ["cells"] = new JsonArray((string)v["metadata"]!["name"]!), ["object"] = new JsonObject { ["kind"] = "PartialObjectMetadata", ["apiVersion"] = "meta.k8s.io/v1", ["metadata"] = v["metadata"]!.DeepClone() } })]) }; }
