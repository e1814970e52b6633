using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

internal static class MonitoringSnippets
{
    public static async Task RunOperatorAsync(string[] args)
    {
        #region README.md
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddKubernetesClient();
        builder.Services.AddPrivateCloud().AddPostgres().AddEphemeral()
            .AddOperator()
            .AddMonitoring(monitoring => monitoring.Port = 8080);   // a small server of its own
        await builder.Build().RunAsync();
        #endregion
    }

    public static async Task RunWebAsync(string[] args)
    {
        #region README.md
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddKubernetesClient();
        builder.Services.AddPrivateCloud().AddPostgres().AddEphemeral().AddOperator().AddMonitoringServices();
        var app = builder.Build();
        app.MapPrivateCloudMonitoring();
        await app.RunAsync();
        #endregion
    }
}
