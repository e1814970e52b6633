using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tasks;
using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mendix.PrivateCloud.OperatorConformance.Harness;

/// <summary>
/// Plays the kubelet of task pods in one namespace: performs their tasks on the shelf, makes up what they build, and says how they ended.
/// </summary>
internal sealed class TaskKubelet : IAsyncDisposable
{
    private static readonly ImageTaskResult Built = new()
    {
        Digest = $"sha256:{new string('0', 64)}",
        BaseImage = "registry.example.com/base",
        RuntimeVersion = "10.24.3.64871",
        JavaVersion = 21,
    };

    private readonly KubernetesClient _client;
    private readonly ServiceProvider _services;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _running;

    public TaskKubelet(KubernetesClient client, ShelfServer shelf, string space)
    {
        _client = client;
        var services = new ServiceCollection().AddLogging().AddSingleton(shelf);
        services.AddPrivateCloud().AddProvisioner<ShelfProvisioner>();
        _services = services.BuildServiceProvider();
        _running = RunAsync(space);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running;
        await _services.DisposeAsync();
        _ending.Dispose();
    }

    private async Task RunAsync(string space)
    {
        var options = new InformerOptions<Pod> { LabelSelector = "privatecloud.mendix.com/task" };
        options.Namespaces.Add(space);
        var pods = new Informer<Pod>(_client, options);
        using var subscription = pods.Subscribe(change =>
        {
            if (change is { Old: null, New: { Metadata.DeletionTimestamp: null } pod })
            {
                _ = Task.Run(() => PerformAsync(pod), CancellationToken.None);
            }
        });
        await pods.RunAsync(_ending.Token);
    }

    private async Task PerformAsync(Pod pod)
    {
        var container = pod.Spec!.Containers![0];
        try
        {
            var (exitCode, message) = container.Env!.FirstOrDefault(variable => variable.Name == StorageTask.Variable)?.Value is { } task
                ? await ProvisionAsync(StorageTask.Parse(task))
                : (TaskExitCodes.Done, Built.ToJson());
            await _client.PatchAsync<Pod>(
                pod.Metadata.Namespace, pod.Metadata.Name!, PatchType.Merge, JsonSerializer.SerializeToUtf8Bytes(Ended(container, exitCode, message)), "status", _ending.Token);
        }
        catch (Exception exception) when (exception is KubernetesException or OperationCanceledException)
        {
            // It is gone, or the cluster is.
        }
    }

    private async Task<(int ExitCode, string? Message)> ProvisionAsync(StorageTask task)
    {
        var credentials = new Dictionary<string, SecretValue> { ["password"] = new(ShelfServer.AdminPassword) };
        var runner = new StorageTaskRunner(_services.GetRequiredService<IStorageProvisioners>(), () => _client, NullLogger.Instance);
        return await runner.RunAsync(task, credentials, _ending.Token) is { } failure ? (failure.ExitCode, failure.Message) : (TaskExitCodes.Done, null);
    }

    private static JsonObject Ended(Container container, int exitCode, string? message) => new()
    {
        ["status"] = new JsonObject
        {
            ["phase"] = exitCode == TaskExitCodes.Done ? "Succeeded" : "Failed",
            ["containerStatuses"] = new JsonArray(new JsonObject
            {
                ["name"] = container.Name,
                ["image"] = container.Image,
                ["imageID"] = "",
                ["ready"] = false,
                ["restartCount"] = 0,
                ["state"] = new JsonObject
                {
                    ["terminated"] = new JsonObject { ["exitCode"] = exitCode, ["reason"] = exitCode == TaskExitCodes.Done ? "Completed" : "Error", ["message"] = message },
                },
            }),
        },
    };
}
