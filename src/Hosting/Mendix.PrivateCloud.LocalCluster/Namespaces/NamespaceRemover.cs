using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Controllers;
using Mendix.PrivateCloud.LocalCluster.Deletion;
using Mendix.PrivateCloud.LocalCluster.Objects;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Storage;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.LocalCluster.Namespaces;

/// <summary>Empties a namespace that is being deleted, and lets it go when nothing is left in it.</summary>
internal sealed class NamespaceRemover : IAsyncDisposable
{
    private static readonly WriteOptions AsRemover = new() { FieldManager = "namespace-remover" };

    private readonly ObjectStore _store;
    private readonly ResourceRegistry _registry;
    private readonly ObjectWriter _writer;
    private readonly ObjectDeleter _deleter;
    private readonly TimeProvider _timeProvider;
    private readonly KeyedWorker<string> _worker;

    public NamespaceRemover(
        ObjectStore store, ResourceRegistry registry, ObjectWriter writer, ObjectDeleter deleter, TimeProvider timeProvider, ILogger logger)
    {
        (_store, _registry, _writer, _deleter, _timeProvider) = (store, registry, writer, deleter, timeProvider);
        _worker = new KeyedWorker<string>(nameof(NamespaceRemover), Empty, logger);
        store.Committed += Notice;
    }

    public void Start() => _worker.Start();

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    private void Notice(Change change)
    {
        if (change.Resource == GroupResource.Namespaces)
        {
            if (change.Type != ChangeType.Deleted && change.Object.IsBeingDeleted)
            {
                _worker.Enqueue(change.Object.Name);
            }
        }
        else if (change.Object.Namespace.Length > 0
            && (change.Type == ChangeType.Deleted || change.Object.IsBeingDeleted)
            && Find(change.Object.Namespace) is { IsBeingDeleted: true })
        {
            _worker.Enqueue(change.Object.Namespace);
        }
    }

    private void Empty(string name)
    {
        if (Find(name) is not { IsBeingDeleted: true } space)
        {
            return;
        }

        DeleteContents(name);
        var left = Contents(name);
        var type = _registry.FindStored(GroupResource.Namespaces)!;
        if (left.Count > 0)
        {
            var status = AsRemover with { Subresource = Subresources.Status };
            _writer.Change(type, space.Key, status, (value, _) => RemovalConditions.Set(value, left, _timeProvider.GetUtcNow()));
            return;
        }

        _writer.Change(type, space.Key, AsRemover with { Subresource = NamespaceObject.Finalize }, (value, _) =>
        {
            value["spec"] = new JsonObject();
            return value;
        });
    }

    private void DeleteContents(string name)
    {
        foreach (var (resource, value) in Contents(name))
        {
            if (!value.IsBeingDeleted && _registry.FindStored(resource) is { } type)
            {
                _deleter.Delete(type, value.Key, DeleteOptions.Background);
            }
        }
    }

    private List<(GroupResource Resource, StoredObject Value)> Contents(string name) =>
    [
        .. _store.SnapshotAll().Collections.SelectMany(collection => Within(collection.Objects, name)
            .Select(value => (collection.Resource, value))),
    ];

    private static IEnumerable<StoredObject> Within(System.Collections.Immutable.ImmutableSortedSet<StoredObject> objects, string name)
    {
        for (var i = ObjectCollection.PositionOf(objects, new ObjectKey(name, "")); i < objects.Count && objects[i].Namespace == name; i++)
        {
            yield return objects[i];
        }
    }

    private StoredObject? Find(string name) => _store.Find(GroupResource.Namespaces, new ObjectKey("", name));
}
