using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Schemas;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Objects;

/// <summary>What the API server itself fills in for a few built-in kinds.</summary>
internal static class KindRules
{
    private static readonly GroupResource Secrets = new("", "secrets");
    private static readonly GroupResource Services = new("", "services");

    public static void BeforeCreate(ResourceType type, JsonObject value)
    {
        if (type.IsCustom)
        {
            return;
        }

        var resource = type.StoredAs();
        if (resource == GroupResource.Namespaces)
        {
            NamespaceObject.Begin(value);
        }
        else if (resource == GroupResource.Pods)
        {
            value["status"] = new JsonObject { ["phase"] = "Pending" };
        }
        else if (resource == Services)
        {
            ServiceAddress.Assign(value, null);
        }

        BeforeEveryWrite(resource, value);
    }

    public static void BeforeUpdate(ResourceType type, JsonObject value, JsonObject old, string subresource)
    {
        if (type.IsCustom)
        {
            return;
        }

        var resource = type.StoredAs();
        if (resource == GroupResource.Namespaces)
        {
            NamespaceObject.Keep(value, old, subresource);
        }
        else if (resource == Services)
        {
            ServiceAddress.Assign(value, old);
        }

        BeforeEveryWrite(resource, value);
    }

    /// <summary>Effects that only a valid object may have.</summary>
    public static void AfterValidation(ResourceType type, JsonObject value, DateTimeOffset now)
    {
        if (!type.IsCustom && type.StoredAs() == GroupResource.CustomResourceDefinitions)
        {
            CustomResources.DefinitionStatus.Establish(value, now);
        }
    }

    private static void BeforeEveryWrite(GroupResource resource, JsonObject value)
    {
        if (resource == Secrets)
        {
            SecretData.Merge(value);
        }
    }
}
