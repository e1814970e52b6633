namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>
/// Reads kubeconfig files as kubectl does: several files are merged, what the first one says stands, relative paths start at the file
/// that holds them.
/// </summary>
public static class KubeConfig
{
    internal const string PathVariable = "KUBECONFIG";

    /// <summary>Where kubectl keeps its configuration: <c>~/.kube/config</c>.</summary>
    public static string DefaultPath { get; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config");

    /// <summary>Takes server, credentials and namespace of a context.</summary>
    /// <param name="path">The file. Default those that <c>KUBECONFIG</c> lists, else <see cref="DefaultPath"/>.</param>
    /// <param name="context">The context's name. Default the file's <c>current-context</c>.</param>
    /// <exception cref="KubernetesConfigurationException">A file or a field is missing or wrong; the message says which and what to do.</exception>
    public static KubernetesClientOptions Load(string? path = null, string? context = null)
    {
        var files = Files(path);
        var merged = new MergedKubeConfig([.. files.Select(KubeConfigFile.Read)]);
        return KubeConfigBinder.Bind(merged, context);
    }

    private static List<string> Files(string? path)
    {
        if (!string.IsNullOrEmpty(path))
        {
            return File.Exists(path) ? [path] : throw new KubernetesConfigurationException($"The kubeconfig file '{path}' does not exist.");
        }

        var listed = Environment.GetEnvironmentVariable(PathVariable);
        if (string.IsNullOrEmpty(listed))
        {
            return File.Exists(DefaultPath)
                ? [DefaultPath]
                : throw new KubernetesConfigurationException($"KUBECONFIG is not set and '{DefaultPath}' does not exist. Create the file or name another.");
        }

        // Files of the list that are not there are passed over, as kubectl does.
        var present = listed.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(File.Exists).ToList();
        return present.Count > 0 ? present : throw new KubernetesConfigurationException($"KUBECONFIG names '{listed}', and no such file exists.");
    }
}
