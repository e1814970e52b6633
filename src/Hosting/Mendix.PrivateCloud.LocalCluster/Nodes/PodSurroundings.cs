using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Nodes;

/// <summary>What a Pod can see of its cluster.</summary>
internal sealed class PodSurroundings(ObjectStore store, Task<string> kubeConfig)
{
    public Task<string> KubeConfig { get; } = kubeConfig;

    public Dictionary<string, byte[]>? FindSecret(string space, string name) =>
        store.Find(GroupResource.Secrets, new ObjectKey(space, name))?.Parse() is { } secret
            ? (secret["data"] as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => Convert.FromBase64String((string?)pair.Value ?? ""), StringComparer.Ordinal)
            : null;
}
