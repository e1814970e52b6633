using Mendix.PrivateCloud.LocalCluster;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

internal static class LocalClusterSnippets
{
    public static async Task<string> StartAsync()
    {
        #region LocalCluster README.md
        await using var cluster = await LocalClusterServer.StartAsync(new LocalClusterOptions
        {
            DataFolder = "data",            // leave out to keep everything in memory
        });
        await File.WriteAllTextAsync("kubeconfig", cluster.KubeConfig);
        // kubectl --kubeconfig kubeconfig get namespaces

        using var http = cluster.CreateHttpClient();   // authenticated; base address set
        var pods = await http.GetStringAsync("/api/v1/pods");
        #endregion
        return pods;
    }

    public static async Task ProcessesAsync()
    {
        #region LocalCluster README.md
        var node = new ProcessNode(new Dictionary<string, IReadOnlyList<string>>
        {
            ["registry.example.com/mendix-storage-task:1"] = ["dotnet", "Mendix.PrivateCloud.TaskHost.dll"],
        });
        await using var cluster = await LocalClusterServer.StartAsync(new LocalClusterOptions { Node = node });
        #endregion
    }

    public static LocalClusterOptions Disturbed()
    {
        #region LocalCluster README.md
        var writes = 0;
        var options = new LocalClusterOptions
        {
            BeforeRequest = request => ValueTask.FromResult(
                request.Verb == "list" ? LocalFault.Status(429, "TooManyRequests", retryAfter: TimeSpan.FromSeconds(1)) : null),
            AfterRequest = request =>
            {
                // The effect has happened; the client will never know.
                return ValueTask.FromResult(request.Verb == "create" && ++writes == 3 ? LocalFault.DroppedConnection : null);
            },
        };
        #endregion
        return options;
    }
}

#region LocalCluster README.md
public sealed class BrokenImages : INode
{
    public Task RunAsync(LocalPod pod, CancellationToken cancellationToken)
    {
        pod.ReportWaiting("ImagePullBackOff", "no such image");
        return Task.CompletedTask;
    }
}
#endregion
