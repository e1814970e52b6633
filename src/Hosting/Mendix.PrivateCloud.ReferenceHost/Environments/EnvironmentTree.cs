namespace Mendix.PrivateCloud.ReferenceHost.Environments;

/// <summary>Puts the objects of a cluster together to one tree per environment.</summary>
internal static class EnvironmentTree
{
    private const string Root = "MendixApp";

    // The way an environment takes: storage, image, address, then what runs. What is not named comes last.
    private static readonly string[] Order =
        [Root, "StorageInstance", "Build", "Endpoint", "Runtime", "Deployment", "Service", "Ingress", "Secret"];

    /// <summary>The trees, by namespace and name.</summary>
    /// <param name="resources">All objects; those that no MendixApp owns, directly or not, are left out.</param>
    /// <param name="timing">How long an object, by its UID, has been as it is.</param>
    public static IReadOnlyList<ResourceNode> Build(IEnumerable<ResourceSnapshot> resources, Func<string, ResourceTiming> timing)
    {
        var all = resources.ToList();
        var byOwner = all.Where(resource => resource.OwnerUid is not null).ToLookup(resource => resource.OwnerUid!, StringComparer.Ordinal);
        return [.. Sorted(all.Where(resource => resource.Kind == Root)).Select(app => Node(app, []))];

        ResourceNode Node(ResourceSnapshot resource, HashSet<string> ancestors)
        {
            // Owners are free text to the API server: a circle must not hang the display.
            ancestors = [.. ancestors, resource.Uid];
            var children = Sorted(byOwner[resource.Uid].Where(child => !ancestors.Contains(child.Uid)));
            return new ResourceNode(resource, timing(resource.Uid), [.. children.Select(child => Node(child, ancestors))]);
        }
    }

    private static IEnumerable<ResourceSnapshot> Sorted(IEnumerable<ResourceSnapshot> resources) =>
        resources
            .OrderBy(resource => Array.IndexOf(Order, resource.Kind) is var index && index < 0 ? Order.Length : index)
            .ThenBy(resource => resource.Namespace, StringComparer.Ordinal)
            .ThenBy(resource => resource.Name, StringComparer.Ordinal);
}
