using Mendix.PrivateCloud.ReferenceHost.Environments;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>What is said beside a resource's state.</summary>
internal static class Wording
{
    /// <summary>A Ready resource shows its value, any other its cause.</summary>
    public static string Explain(ResourceSnapshot resource)
    {
        if (resource.State == ResourceState.Ready)
        {
            return resource.Detail;
        }

        return (resource.Reason, resource.Message) switch
        {
            ("", "") => resource.Detail,
            (var reason, "") => reason,
            ("", var message) => message,
            var (reason, message) => $"{reason}: {message}",
        };
    }

    /// <summary>The environments that are not Ready, with the causes, one line each.</summary>
    public static IEnumerable<string> Reasons(IReadOnlyCollection<EnvironmentName> applied, IReadOnlyList<ResourceNode> trees)
    {
        foreach (var name in applied)
        {
            var tree = trees.FirstOrDefault(candidate => candidate.Resource.Namespace == name.Namespace && candidate.Resource.Name == name.Name);
            if (tree is null)
            {
                yield return $"{name} is not there any more.";
            }
            else if (tree.Resource.State != ResourceState.Ready)
            {
                var explained = Explain(tree.Resource);
                yield return $"{name} is {tree.Resource.State}. {(explained.Length > 0 ? explained : "The operator has not said why yet.")}";
            }
        }
    }
}
