namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Several kubeconfig files as one: of two entries with the same name, the one in the earlier file stands.</summary>
internal sealed class MergedKubeConfig(IReadOnlyList<KubeConfigFile> files)
{
    public string Names => string.Join(", ", files.Select(file => $"'{file.Path}'"));

    public string? CurrentContext => files.Select(file => file.Root.Text("current-context")).FirstOrDefault(name => name is not null);

    /// <param name="list">Such as <c>clusters</c>.</param>
    /// <param name="body">The field that holds the entry, such as <c>cluster</c>.</param>
    /// <param name="name">The entry's name.</param>
    public KubeConfigNode? Find(string list, string body, string name)
    {
        var entry = files.SelectMany(file => file.Root.List(list)).FirstOrDefault(entry => entry.Text("name") == name);
        return entry is null ? null : entry.Child(body) ?? throw new KubernetesConfigurationException($"{entry.Place} ('{name}') has no field '{body}'.");
    }

    public IEnumerable<string> NamesOf(string list) => files.SelectMany(file => file.Root.List(list)).Select(entry => entry.Text("name") ?? "?").Distinct();
}
