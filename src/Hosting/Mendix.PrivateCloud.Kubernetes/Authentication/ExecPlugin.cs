namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>How to call a credential plugin, as the <c>exec</c> section of a kubeconfig user says.</summary>
internal sealed record ExecPlugin
{
    public required string ApiVersion { get; init; }

    public required string Command { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    public string? InstallHint { get; init; }

    /// <summary>What the plugin is told about the cluster; <see langword="null"/> when it does not want to know.</summary>
    public ExecClusterInfo? Cluster { get; init; }

    public static ExecPlugin Bind(KubeConfigNode exec, KubeConfigNode cluster)
    {
        var version = exec.Text("apiVersion");
        if (version is not ("client.authentication.k8s.io/v1" or "client.authentication.k8s.io/v1beta1"))
        {
            throw new KubernetesConfigurationException(
                $"apiVersion of {exec.Place} is '{version}'; it must be client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1.");
        }

        if (exec.Text("interactiveMode") == "Always")
        {
            throw new KubernetesConfigurationException(
                $"interactiveMode of {exec.Place} is 'Always', but nobody sits before this process. Use a plugin that can work without asking.");
        }

        var command = exec.Text("command") ?? throw new KubernetesConfigurationException($"command is missing from {exec.Place}.");
        return new ExecPlugin
        {
            ApiVersion = version,
            // A bare name is looked up in PATH; anything with a folder in it starts at the kubeconfig.
            Command = command.Contains('/') || command.Contains('\\') ? Path.Combine(exec.Folder, command) : command,
            Arguments = [.. exec.Texts("args")],
            Environment = [.. exec.List("env").Select(pair => KeyValuePair.Create(pair.Text("name") ?? "", pair.Text("value") ?? "")).Where(pair => pair.Key.Length > 0)],
            InstallHint = exec.Text("installHint"),
            Cluster = exec.Flag("provideClusterInfo") ? ExecClusterInfo.Of(cluster) : null,
        };
    }

    public override string ToString() => $"exec plugin {Path.GetFileName(Command)}";
}
