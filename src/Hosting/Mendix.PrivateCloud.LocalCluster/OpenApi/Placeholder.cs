using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;
namespace Mendix.PrivateCloud.LocalCluster.OpenApi;

internal static class OpenApiV2 { public static JsonObject Document(IReadOnlyList<ResourceType> types) => new() { ["swagger"] = "2.0" }; }
internal static class OpenApiV3 { public static JsonObject Index(IReadOnlyList<ResourceType> types) => new() { ["paths"] = new JsonObject() }; public static JsonObject? Document(string g, string v, IReadOnlyList<ResourceType> types) => null; }
