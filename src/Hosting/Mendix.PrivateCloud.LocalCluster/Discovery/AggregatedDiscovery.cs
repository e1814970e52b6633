using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Discovery;

/// <summary>All of discovery in two documents, for clients since 1.26: one for the core group, one for the rest.</summary>
internal sealed class AggregatedDiscovery(ResourceRegistry registry, ResourceLists lists)
{
    public JsonObject Core(string version) => Document(version, [Group("", ["v1"])]);

    public JsonObject Named(string version) =>
        Document(version, [.. lists.Groups().Select(group => Group(group.Group, group.Versions))]);

    private static JsonObject Document(string version, JsonNode[] groups) => new()
    {
        ["kind"] = "APIGroupDiscoveryList",
        ["apiVersion"] = $"apidiscovery.k8s.io/{version}",
        ["metadata"] = new JsonObject(),
        ["items"] = new JsonArray(groups),
    };

    private JsonObject Group(string group, IReadOnlyList<string> versions)
    {
        var metadata = new JsonObject { ["creationTimestamp"] = null };
        if (group.Length > 0)
        {
            metadata["name"] = group;
        }

        return new JsonObject
        {
            ["metadata"] = metadata,
            ["versions"] = new JsonArray([.. versions.Select(version => (JsonNode)Version(group, version))]),
        };
    }

    private JsonObject Version(string group, string version)
    {
        var resources = registry.All.Where(type => type.Group == group && type.Version == version).Select(type => (JsonNode)Resource(type));
        var reviews = ReviewKind.All.Where(review => review.Group == group).Select(review => (JsonNode)Resource(review));
        return new JsonObject { ["version"] = version, ["resources"] = new JsonArray([.. resources, .. reviews]), ["freshness"] = "Current" };
    }

    private static JsonObject Resource(ResourceType type)
    {
        var resource = new JsonObject
        {
            ["resource"] = type.Plural,
            ["responseKind"] = Kind(type.Group, type.Version, type.Kind),
            ["scope"] = type.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = type.Singular,
            ["verbs"] = Verbs.OfObject(type),
        };
        if (type.ShortNames.Count > 0)
        {
            resource["shortNames"] = new JsonArray([.. type.ShortNames.Select(name => (JsonNode)name)]);
        }

        if (type.Categories.Count > 0)
        {
            resource["categories"] = new JsonArray([.. type.Categories.Select(name => (JsonNode)name)]);
        }

        var subresources = new JsonArray();
        if (type.HasStatus)
        {
            subresources.Add(Subresource("status", Kind(type.Group, type.Version, type.Kind)));
        }

        if (type.Scale is not null)
        {
            subresources.Add(Subresource("scale", Kind("autoscaling", "v1", "Scale")));
        }

        if (subresources.Count > 0)
        {
            resource["subresources"] = subresources;
        }

        return resource;
    }

    private static JsonObject Subresource(string name, JsonObject kind) =>
        new() { ["subresource"] = name, ["responseKind"] = kind, ["verbs"] = Verbs.OfSubresource() };

    private static JsonObject Kind(string group, string version, string kind) =>
        new() { ["group"] = group, ["version"] = version, ["kind"] = kind };

    private static JsonObject Resource(ReviewKind review) => new()
    {
        ["resource"] = review.Plural,
        ["responseKind"] = Kind(review.Group, ReviewKind.Version, review.Kind),
        ["scope"] = "Cluster",
        ["singularResource"] = review.Singular,
        ["verbs"] = new JsonArray("create"),
    };
}
