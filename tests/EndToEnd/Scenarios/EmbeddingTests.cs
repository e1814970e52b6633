using System.Text.Json;
using Mendix.PrivateCloud.EndToEnd.Hosting;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mendix.PrivateCloud.EndToEnd.Scenarios;

/// <summary>The operator in somebody else's host, with a provisioner that is not ours.</summary>
public sealed class EmbeddingTests
{
    private static readonly ApplyOptions Manager = new() { FieldManager = "test" };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_provisioner_of_a_third_party_serves_environments_and_cleans_up_after_them()
    {
        var root = Directory.CreateTempSubdirectory("folders-");
        await using var cluster = await TestCluster.StartAsync(Cancelled);
        foreach (var definition in CustomResourceDefinitions.All)
        {
            await cluster.Client.ApplyAsync(definition, Manager, Cancelled);
        }

        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddKubernetesClient(_ => KubeConfig.Load(cluster.KubeConfig));
        builder.Services.AddPrivateCloud().AddEphemeral().AddFolder().AddOperator(operation => operation.LeaderElection = false);
        using var host = builder.Build();
        await host.StartAsync(Cancelled);

        await cluster.Client.ApplyAsync(Plan("memory", StorageTypes.Database, "ephemeral-database", new { }), Manager, Cancelled);
        await cluster.Client.ApplyAsync(Plan("folders", StorageTypes.File, "folder", new { root = root.FullName }), Manager, Cancelled);
        await cluster.Client.ApplyAsync(App(), Manager, Cancelled);
        await UntilAsync(cluster, app => app?.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true);
        Assert.Single(root.EnumerateDirectories());

        await cluster.Client.DeleteAsync<MendixApp>("default", "crm", cancellationToken: Cancelled);
        await UntilAsync(cluster, app => app is null && !root.EnumerateFileSystemInfos().Any());
        Assert.Empty(root.EnumerateFileSystemInfos());
        await host.StopAsync(Cancelled);
        root.Delete(recursive: true);
    }

    private static async Task UntilAsync(TestCluster cluster, Func<MendixApp?, bool> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (!isSo(await cluster.Client.FindAsync<MendixApp>("default", "crm", limit.Token)))
        {
            await Task.Delay(50, limit.Token);
        }
    }

    private static StoragePlan Plan(string name, string storageType, string provisioner, object parameters) => new()
    {
        Metadata = new ObjectMeta { Namespace = "default", Name = name },
        Spec = new StoragePlanSpec
        {
            StorageType = storageType,
            Provisioner = new ProvisionerReference { Type = provisioner, Parameters = JsonSerializer.SerializeToElement(parameters) },
        },
    };

    private static MendixApp App() => new()
    {
        Metadata = new ObjectMeta { Namespace = "default", Name = "crm" },
        Spec = new MendixAppSpec
        {
            Database = new StorageRequest { ServicePlan = "memory" },
            Storage = new StorageRequest { ServicePlan = "folders" },
            SourceUrl = "oci-image://registry.example.com/apps/crm:1.0.0",
            AppUrl = "crm.example.com",
        },
    };
}
