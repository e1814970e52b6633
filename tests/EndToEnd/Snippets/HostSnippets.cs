using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

internal static class HostSnippets
{
    public static async Task RunOperatorAsync(string[] args)
    {
        #region README.md
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddKubernetesClient();                     // KUBECONFIG, a pod's account, or ~/.kube/config
        builder.Services.AddPrivateCloud()
            .AddPostgres()
            .AddEphemeral()
            .AddOperator(operation => operation.Namespaces.Add("apps"));
        await builder.Build().RunAsync();
        #endregion
    }
}
