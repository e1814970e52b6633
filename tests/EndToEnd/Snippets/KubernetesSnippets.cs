using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Manifests;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Reconciling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

internal static class KubernetesSnippets
{
    public static void Register(HostApplicationBuilder builder)
    {
        #region Kubernetes README.md
        builder.Services.AddKubernetesClient();   // KUBECONFIG, else the pod's service account, else ~/.kube/config
        #endregion
    }

    public static async Task CallAsync(HttpClient httpClient, CancellationToken cancellationToken)
    {
        #region Kubernetes README.md
        using var client = new KubernetesClient(KubeConfig.Load(context: "dev"));
        using var other = new KubernetesClient(httpClient);   // its BaseAddress is the API server

        MendixApp app = await client.GetAsync<MendixApp>("apps", "crm", cancellationToken);
        await foreach (Secret secret in client.ListAllAsync<Secret>("apps", cancellationToken: cancellationToken)) { Console.WriteLine(secret.Metadata.Name); }
        await client.DeleteAsync(app, cancellationToken: cancellationToken);   // this very object, never a successor of the same name
        #endregion
    }

    public static async Task FollowAsync(KubernetesClient client, Controller<ObjectKey> queue, MendixApp app, CancellationToken stoppingToken)
    {
        #region Kubernetes README.md
        var informer = new Informer<StorageInstance>(client, new()
        {
            Transform = instance => FieldOwnership.KeepOnly(instance, "my-operator"),   // what is not needed is not kept
        });
        ResourceIndex<StorageInstance> byOwner = informer.AddIndex(IndexKeys.OwnerUids);
        informer.Subscribe(change => queue.Enqueue(ObjectKey.Of(change.Latest)));
        Task running = informer.RunAsync(stoppingToken);
        await informer.WaitForSyncAsync(stoppingToken);

        StorageInstance? one = informer.Find("apps", "crm-database");
        IReadOnlyList<StorageInstance> owned = byOwner.Find(app.Metadata.Uid!);
        #endregion
        await running;
        _ = (one, owned);
    }

    public static async Task ApplyAsync(KubernetesClient client, Service desired, Service observed, MendixApp desiredStatus, MendixApp observedApp, CancellationToken cancellationToken)
    {
        #region Kubernetes README.md
        var apply = new ServerSideApply(client, "my-operator");
        ApplyResult<Service> result = await apply.ApplyIfChangedAsync(desired, observed, cancellationToken);
        // result.Outcome is Unchanged, or Applied because of result.Difference, such as "spec.ports[80,TCP].name"
        await apply.ApplyStatusIfChangedAsync(desiredStatus, observedApp, cancellationToken);
        #endregion
        _ = result;
    }

    public static async Task TellAndLeadAsync(KubernetesClient client, MendixApp app, CancellationToken stoppingToken)
    {
        #region Kubernetes README.md
        await using var events = new EventRecorder(client, new() { Component = "example.com/my-operator" });
        events.Record(app, EventType.Warning, "ProvisioningFailed", "The server cannot be reached.");   // never waits, never a storm

        var elector = new LeaderElector(client, new() { Namespace = "operators", LeaseName = "my-operator" });
        await elector.RunAsync(async leading => { /* work until leading is cancelled */ }, stoppingToken);
        #endregion
    }

    public static (string Json, string Path) Serialize()
    {
        #region Kubernetes README.md
        var app = new MendixApp
        {
            Metadata = { Name = "crm", Namespace = "apps" },
            Spec = new MendixAppSpec
            {
                Database = new StorageRequest { ServicePlan = "postgres" },
                Storage = new StorageRequest { ServicePlan = "files" },
                SourceUrl = "oci-image://registry.example.com/crm:1.4.0",
                Replicas = 2,
                Resources = new ResourceRequirements { Limits = new() { ["cpu"] = "500m", ["memory"] = "2Gi" } },
            },
        };

        string json = JsonSerializer.Serialize(app, MendixApp.TypeInfo);
        string path = MendixApp.Definition.Path("apps", "crm");   // /apis/privatecloud.mendix.com/v1alpha1/namespaces/apps/mendixapps/crm
        #endregion
        return (json, path);
    }

    public static void Install()
    {
        #region Kubernetes README.md
        foreach (CustomResourceDefinition definition in CustomResourceDefinitions.All)
        {
            // apply it
        }
        #endregion
    }

    public static async Task ReadAsync(CancellationToken cancellationToken)
    {
        #region Kubernetes README.md
        ManifestSet read = await ManifestReader.ReadFilesAsync(["environment.yaml"], cancellationToken);
        foreach (Manifest manifest in read.Manifests)
        {
            Console.WriteLine($"{manifest} from {manifest.File}:{manifest.Line}");
            JsonElement everything = manifest.Json;      // apply this
            MendixApp? app = manifest.As<MendixApp>();   // or look at it as a type
        }
        #endregion
    }
}
