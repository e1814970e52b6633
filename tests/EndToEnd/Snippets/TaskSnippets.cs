using Mendix.PrivateCloud.Kubernetes.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

/// <summary>The code of the TaskHost's README.</summary>
internal static class TaskSnippets
{
    public static async Task<int> Program()
    {
        #region src/Hosting/Mendix.PrivateCloud.TaskHost/README.md
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddJsonConsole())
            .AddKubernetesClient();
        services.AddPrivateCloud().AddFolder();
        await using var provider = services.BuildServiceProvider();
        return await StorageTaskProgram.RunAsync(provider);
        #endregion
    }
}
