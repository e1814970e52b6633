using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Tasks;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mendix.PrivateCloud.Operator.Tests.Tasks;

/// <summary>Performs the tasks of pods in this process, on the tests' shelf, and lets them end otherwise when a test says so.</summary>
public sealed class TaskNode : INode, IDisposable
{
    private readonly List<string> _manifests = [];
    private ServiceProvider? _provisioners;
    private KubernetesClient? _client;

    /// <summary>What becomes of the n-th pod, from 1, instead of performing its task; null performs it.</summary>
    public Func<int, LocalPod, Func<Task>?> Instead { get; set; } = (_, _) => null;

    /// <summary>Called when a task was performed and its pod has not ended yet.</summary>
    public Func<int, LocalPod, Func<Task>?> Afterwards { get; set; } = (_, _) => null;

    public IReadOnlyList<string> Manifests
    {
        get
        {
            lock (_manifests)
            {
                return [.. _manifests];
            }
        }
    }

    public void Serve(ShelfServer shelf, KubernetesClient client)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(shelf);
        services.AddPrivateCloud().AddProvisioner<ShelfProvisioner>();
        (_provisioners, _client) = (services.BuildServiceProvider(), client);
    }

    public async Task RunAsync(LocalPod pod, CancellationToken cancellationToken)
    {
        var variables = Variables(pod);
        if (!variables.TryGetValue(StorageTask.Variable, out var json))
        {
            pod.ReportReady();
            return;
        }

        int number;
        lock (_manifests)
        {
            _manifests.Add(pod.Manifest.ToJsonString());
            number = _manifests.Count;
        }

        if (Instead(number, pod) is { } other)
        {
            await other();
            return;
        }

        pod.ReportRunning();
        var runner = new StorageTaskRunner(_provisioners!.GetRequiredService<IStorageProvisioners>(), () => _client!, NullLogger.Instance);
        var credentials = pod.FindSecret("shelf-admin")!.ToDictionary(pair => pair.Key, pair => PlanCredentials.Value(pair.Value));
        var failure = await runner.RunAsync(StorageTask.Parse(json), credentials, cancellationToken);
        if (Afterwards(number, pod) is { } instead)
        {
            await instead();
        }
        else if (failure is null)
        {
            pod.ReportSucceeded();
        }
        else
        {
            pod.ReportFailed(failure.ExitCode, failure.Message);
        }
    }

    public void Dispose() => _provisioners?.Dispose();

    private static Dictionary<string, string> Variables(LocalPod pod) =>
        (pod.Manifest["spec"]!["containers"]![0]!["env"] as JsonArray ?? [])
        .Where(variable => variable!["value"] is not null)
        .ToDictionary(variable => (string)variable!["name"]!, variable => (string)variable!["value"]!);
}
