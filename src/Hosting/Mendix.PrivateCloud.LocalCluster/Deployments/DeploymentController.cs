using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Controllers;
using Mendix.PrivateCloud.LocalCluster.Deletion;
using Mendix.PrivateCloud.LocalCluster.Objects;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Storage;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.LocalCluster.Deployments;

/// <summary>
/// Keeps one Pod per replica of every Deployment and tells its status. Pods belong to the Deployment itself: there are no ReplicaSets.
/// </summary>
internal sealed class DeploymentController : IAsyncDisposable
{
    private static readonly WriteOptions AsController = new() { FieldManager = "deployment-controller" };

    private readonly ObjectStore _store;
    private readonly ResourceRegistry _registry;
    private readonly ObjectWriter _writer;
    private readonly ObjectDeleter _deleter;
    private readonly TimeProvider _timeProvider;
    private readonly KeyedWorker<ObjectKey> _worker;

    public DeploymentController(
        ObjectStore store, ResourceRegistry registry, ObjectWriter writer, ObjectDeleter deleter, TimeProvider timeProvider, ILogger logger)
    {
        (_store, _registry, _writer, _deleter, _timeProvider) = (store, registry, writer, deleter, timeProvider);
        _worker = new KeyedWorker<ObjectKey>(nameof(DeploymentController), Reconcile, logger);
        store.Committed += Notice;
    }

    public void Start() => _worker.Start();

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    private void Notice(Change change)
    {
        if (change.Resource == GroupResource.Deployments && change.Type != ChangeType.Deleted)
        {
            _worker.Enqueue(change.Object.Key);
        }
        else if (change.Resource == GroupResource.Pods)
        {
            foreach (var owner in change.Object.OwnerUids)
            {
                if (_store.Read(owners => owners.Find(owner)) is var (resource, key) && resource == GroupResource.Deployments)
                {
                    _worker.Enqueue(key);
                }
            }
        }
    }

    private void Reconcile(ObjectKey key)
    {
        if (_store.Find(GroupResource.Deployments, key) is not { IsBeingDeleted: false } stored)
        {
            return;
        }

        var deployment = stored.Parse();
        var rollout = Rollout.Plan(deployment, PodsOf(stored));
        foreach (var pod in rollout.Unwanted)
        {
            _deleter.Delete(_registry.FindStored(GroupResource.Pods)!, pod, DeleteOptions.Background);
        }

        for (var i = 0; i < rollout.Missing; i++)
        {
            _writer.Create(_registry.FindStored(GroupResource.Pods)!, key.Namespace, PodTemplate.Instantiate(deployment), AsController);
        }

        var status = DeploymentStatus.Of(deployment, Rollout.Plan(deployment, PodsOf(stored)), _timeProvider.GetUtcNow());
        if (JsonNode.DeepEquals(deployment["status"], status))
        {
            return;
        }

        _writer.Change(_registry.FindStored(GroupResource.Deployments)!, key, AsController with { Subresource = Subresources.Status }, (value, current) =>
        {
            if (current.Uid != stored.Uid)
            {
                return null;
            }

            value["status"] = status.DeepClone();
            return value;
        });
    }

    private List<JsonObject> PodsOf(StoredObject deployment) =>
    [
        .. _store.Read(owners => owners.DependentsOf(deployment.Uid))
            .Where(place => place.Resource == GroupResource.Pods)
            .Select(place => _store.Find(place.Resource, place.Key))
            .Where(pod => pod is { IsBeingDeleted: false })
            .Select(pod => pod!.Parse()),
    ];
}
