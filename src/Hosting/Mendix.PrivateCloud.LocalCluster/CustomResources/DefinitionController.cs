using Mendix.PrivateCloud.LocalCluster.Controllers;
using Mendix.PrivateCloud.LocalCluster.Deletion;
using Mendix.PrivateCloud.LocalCluster.GarbageCollection;
using Mendix.PrivateCloud.LocalCluster.Objects;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Schemas;
using Mendix.PrivateCloud.LocalCluster.Storage;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.LocalCluster.CustomResources;

/// <summary>Serves what CustomResourceDefinitions define, from the moment they are stored until their last object is gone.</summary>
internal sealed class DefinitionController : IAsyncDisposable
{
    private static readonly WriteOptions AsController = new() { FieldManager = "definition-controller" };

    private readonly ObjectStore _store;
    private readonly ResourceRegistry _registry;
    private readonly ObjectWriter _writer;
    private readonly ObjectDeleter _deleter;
    private readonly KeyedWorker<string> _worker;

    public DefinitionController(ObjectStore store, ResourceRegistry registry, ObjectWriter writer, ObjectDeleter deleter, ILogger logger)
    {
        (_store, _registry, _writer, _deleter) = (store, registry, writer, deleter);
        _worker = new KeyedWorker<string>(nameof(DefinitionController), Empty, logger);
        store.Committed += Notice;
    }

    public void Start() => _worker.Start();

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    private void Notice(Change change)
    {
        if (change.Resource != GroupResource.CustomResourceDefinitions)
        {
            NoticeInstance(change);
            return;
        }

        if (change.Type == ChangeType.Deleted)
        {
            _registry.Undefine(change.Object.Name);
            return;
        }

        _registry.Define(change.Object.Name, ResourceType.FromCustomResourceDefinition(change.Object.Parse()));
        if (change.Object.IsBeingDeleted)
        {
            _worker.Enqueue(change.Object.Name);
        }
    }

    /// <summary>A definition is named after what it defines, so an object leads to its definition.</summary>
    private void NoticeInstance(Change change)
    {
        if (change.Type == ChangeType.Deleted && change.Resource.Group.Length > 0 && Find(change.Resource.ToString()) is { IsBeingDeleted: true })
        {
            _worker.Enqueue(change.Resource.ToString());
        }
    }

    private void Empty(string name)
    {
        if (Find(name) is not { IsBeingDeleted: true } definition || _registry.FindStored(DefinedBy(name)) is not { } type)
        {
            return;
        }

        foreach (var value in _store.Snapshot(DefinedBy(name)).Objects.Where(value => !value.IsBeingDeleted))
        {
            _deleter.Delete(type, value.Key, DeleteOptions.Background);
        }

        if (_store.Snapshot(DefinedBy(name)).Objects.Count == 0)
        {
            _writer.Change(
                _registry.FindStored(GroupResource.CustomResourceDefinitions)!,
                definition.Key,
                AsController,
                (value, _) => OwnerReferences.RemoveFinalizer(value, ObjectDeleter.DefinitionFinalizer));
        }
    }

    private static GroupResource DefinedBy(string definitionName)
    {
        var dot = definitionName.IndexOf('.', StringComparison.Ordinal);
        return new GroupResource(definitionName[(dot + 1)..], definitionName[..dot]);
    }

    private StoredObject? Find(string name) => _store.Find(GroupResource.CustomResourceDefinitions, new ObjectKey("", name));
}
