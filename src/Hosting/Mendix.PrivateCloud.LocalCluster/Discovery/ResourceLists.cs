using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Discovery;

/// <summary>The documents by which clients learn what is served: <c>/api</c>, <c>/apis</c> and the resources of each version.</summary>
internal sealed class ResourceLists(ResourceRegistry registry)
{
    public static JsonObject CoreVersions(string serverAddress) => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(
            new JsonObject { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = serverAddress }),
    };

    /// <summary>Every named group with its versions, the preferred one first.</summary>
    public IEnumerable<(string Group, IReadOnlyList<string> Versions)> Groups() => registry.All
        .Where(type => type.Group.Length > 0)
        .Select(type => (type.Group, type.Version))
        .Concat(ReviewKind.All.Select(review => (review.Group, ReviewKind.Version)))
        .GroupBy(type => type.Group, type => type.Version)
        .Select(group => (group.Key, (IReadOnlyList<string>)[.. group.Distinct().OrderBy(version => version, VersionPriority.Instance)]));

    public JsonObject GroupList() => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. Groups().Select(group => (JsonNode)Group(group.Group, group.Versions))]),
    };

    public JsonObject? Group(string name)
    {
        var found = Groups().FirstOrDefault(group => group.Group == name);
        if (found.Versions is null)
        {
            return null;
        }

        var document = Group(found.Group, found.Versions);
        document["kind"] = "APIGroup";
        document["apiVersion"] = "v1";
        return document;
    }

    public JsonObject? Resources(string group, string version)
    {
        var resources = new JsonArray();
        foreach (var review in ReviewKind.All.Where(review => review.Group == group && version == ReviewKind.Version))
        {
            resources.Add(Resource(review));
        }

        foreach (var type in registry.All.Where(type => type.Group == group && type.Version == version))
        {
            resources.Add(Resource(type));
            if (type.HasStatus)
            {
                resources.Add(Subresource(type, "status", type.Kind, null));
            }

            if (type.Scale is not null)
            {
                resources.Add(Subresource(type, "scale", "Scale", "autoscaling"));
            }
        }

        return resources.Count == 0 ? null : new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}",
            ["resources"] = resources,
        };
    }

    private static JsonObject Group(string name, IReadOnlyList<string> versions)
    {
        JsonObject Version(string version) => new() { ["groupVersion"] = $"{name}/{version}", ["version"] = version };
        return new JsonObject
        {
            ["name"] = name,
            ["versions"] = new JsonArray([.. versions.Select(version => (JsonNode)Version(version))]),
            ["preferredVersion"] = Version(versions[0]),
        };
    }

    private static JsonObject Resource(ResourceType type)
    {
        var resource = new JsonObject
        {
            ["name"] = type.Plural,
            ["singularName"] = type.Singular,
            ["namespaced"] = type.Namespaced,
            ["kind"] = type.Kind,
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

        return resource;
    }

    private static JsonObject Subresource(ResourceType type, string name, string kind, string? group)
    {
        var resource = new JsonObject
        {
            ["name"] = $"{type.Plural}/{name}",
            ["singularName"] = "",
            ["namespaced"] = type.Namespaced,
            ["kind"] = kind,
            ["verbs"] = Verbs.OfSubresource(),
        };
        if (group is not null)
        {
            resource["group"] = group;
            resource["version"] = "v1";
        }

        return resource;
    }

    private static JsonObject Resource(ReviewKind review) => new()
    {
        ["name"] = review.Plural,
        ["singularName"] = review.Singular,
        ["namespaced"] = false,
        ["kind"] = review.Kind,
        ["verbs"] = new JsonArray("create"),
    };
}
