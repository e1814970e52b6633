using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Http;
using Mendix.PrivateCloud.LocalCluster.Objects;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Storage;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.LocalCluster.Nodes;

/// <summary>Brings every Pod to the node, once, and takes it away when it is deleted.</summary>
internal sealed class NodeRunner : IAsyncDisposable
{
    public const string NodeName = "local-node";

    private static readonly WriteOptions AsNode = new() { FieldManager = NodeName, Subresource = Subresources.Status };

    private readonly INode _node;
    private readonly PodSurroundings _surroundings;
    private readonly ObjectStore _store;
    private readonly ObjectWriter _writer;
    private readonly ResourceRegistry _registry;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly Dictionary<ObjectKey, (string Uid, CancellationTokenSource Stop, Task Run)> _pods = [];
    private readonly Controllers.KeyedWorker<ObjectKey> _worker;

    public NodeRunner(
        INode node, PodSurroundings surroundings, ObjectStore store, ObjectWriter writer, ResourceRegistry registry, TimeProvider timeProvider, ILogger logger)
    {
        (_node, _surroundings, _store, _writer, _registry, _timeProvider, _logger) = (node, surroundings, store, writer, registry, timeProvider, logger);
        _worker = new Controllers.KeyedWorker<ObjectKey>(nameof(NodeRunner), Sync, logger);
        store.Committed += change =>
        {
            if (change.Resource == GroupResource.Pods && change.Type != ChangeType.Modified)
            {
                _worker.Enqueue(change.Object.Key);
            }
        };
    }

    public void Start() => _worker.Start();

    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        foreach (var (_, stop, _) in _pods.Values)
        {
            await stop.CancelAsync();
        }

        await Task.WhenAll(_pods.Values.Select(pod => pod.Run));
        foreach (var (_, stop, _) in _pods.Values)
        {
            stop.Dispose();
        }
    }

    private void Sync(ObjectKey key)
    {
        var value = _store.Find(GroupResource.Pods, key);
        if (_pods.TryGetValue(key, out var present) && present.Uid != value?.Uid)
        {
            // A Pod of the same name is another Pod.
            _pods.Remove(key);
            present.Stop.Cancel();
            present.Run.ContinueWith(_ => present.Stop.Dispose(), TaskScheduler.Default);
        }

        if (value is null || _pods.ContainsKey(key) || HasEnded(value))
        {
            return;
        }

        var stop = new CancellationTokenSource();
        var pod = new LocalPod(value.Parse(), _surroundings, status => Report(key, value.Uid, status), _timeProvider);
        _pods[key] = (value.Uid, stop, RunAsync(pod, stop.Token));
    }

    private async Task RunAsync(LocalPod pod, CancellationToken cancellationToken)
    {
        try
        {
            await _node.RunAsync(pod, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The Pod was deleted or the cluster stops.
        }
        catch (Exception failed)
        {
            Log.PodFailed(_logger, failed, pod.Namespace, pod.Name);
            pod.ReportFailed(1, failed.Message);
        }
    }

    private void Report(ObjectKey key, string uid, JsonObject status)
    {
        try
        {
            _writer.Change(_registry.FindStored(GroupResource.Pods)!, key, AsNode, (value, current) =>
            {
                // What has ended runs no more, whoever said so: Kubernetes has no way back from either phase.
                if (current.Uid != uid || HasEnded(current))
                {
                    return null;
                }

                value["status"] = status.DeepClone();
                return value;
            });
        }
        catch (ApiFailure failure) when (failure.Code == 404)
        {
            // The Pod is gone.
        }
    }

    private static bool HasEnded(StoredObject pod) => pod.Parse()["status"].String("phase") is "Succeeded" or "Failed";
}
