namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>What is said when the environments are there.</summary>
internal static class Closing
{
    public static string Line(HostReport report) => report.Applied.Count switch
    {
        0 => "Nothing was applied; the operator takes care of what is there.",
        1 => $"{report.Applied[0]} is Ready.",
        var count => $"All {count} environments are Ready.",
    };

    /// <summary>Commands worth trying next, with what they are for.</summary>
    public static IReadOnlyList<(string Command, string Purpose)> Commands(HostReport report)
    {
        if (report.Cluster is not { } cluster)
        {
            return [];
        }

        var first = report.Applied.Count > 0 ? report.Applied[0] : default;
        var kubectl = "kubectl"
            + (cluster.Context is null ? "" : $" --context {cluster.Context}")
            + (first.Name is null || first.Namespace == cluster.Namespace ? "" : $" -n {first.Namespace}");
        List<(string, string)> commands = [];
        if (cluster.KubeConfigFile is { } file)
        {
            commands.Add(($"export KUBECONFIG={ShellWord.Quote(file)}", "use this cluster in your shell"));
        }

        commands.Add(($"{kubectl} get mendixapps", "the environments"));
        if (first.Name is { } name)
        {
            commands.Add(($"{kubectl} describe mendixapp {name}", "how one is, and why"));
            commands.Add(($"{kubectl} scale mendixapp {name} --replicas=0", "stop it; 1 starts it again"));
            commands.Add(($"{kubectl} delete mendixapp {name}", "remove it, with everything it has"));
        }

        return commands;
    }
}
