using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Controllers;
using Mendix.PrivateCloud.LocalCluster.Deletion;
using Mendix.PrivateCloud.LocalCluster.Objects;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Storage;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.LocalCluster.GarbageCollection;

/// <summary>
/// Removes what lost all its owners, waits with owners that are deleted in the foreground, and sets dependents free that are to be orphaned.
/// </summary>
internal sealed class GarbageCollector : IAsyncDisposable
{
    private static readonly WriteOptions AsCollector = new() { FieldManager = "garbage-collector" };

    private readonly ObjectStore _store;
    private readonly ResourceRegistry _registry;
    private readonly ObjectWriter _writer;
    private readonly ObjectDeleter _deleter;
    private readonly KeyedWorker<string> _worker;

    public GarbageCollector(ObjectStore store, ResourceRegistry registry, ObjectWriter writer, ObjectDeleter deleter, ILogger logger)
    {
        (_store, _registry, _writer, _deleter) = (store, registry, writer, deleter);
        _worker = new KeyedWorker<string>(nameof(GarbageCollector), Collect, logger);
        store.Committed += Notice;
    }

    public void Start() => _worker.Start();

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    private void Notice(Change change)
    {
        var value = change.Object;
        if (change.Type == ChangeType.Deleted || value.IsBeingDeleted)
        {
            _worker.Enqueue(value.Uid);
        }
        else if (value.OwnerUids.Count > 0 && _store.Read(owners => value.OwnerUids.Any(owner => owners.Find(owner) is null)))
        {
            _worker.Enqueue(value.Uid);
        }

        if (change.Type == ChangeType.Deleted || change.Previous?.OwnerUids.Count > value.OwnerUids.Count)
        {
            foreach (var owner in change.Previous?.OwnerUids ?? [])
            {
                _worker.Enqueue(owner);
            }
        }
    }

    private void Collect(string uid)
    {
        if (Find(uid) is not { } found)
        {
            foreach (var dependent in Dependents(uid))
            {
                DeleteIfForsaken(dependent);
            }

            return;
        }

        var finalizers = OwnerReferences.FinalizersOf(found.Value);
        if (found.Value.IsBeingDeleted && finalizers.Contains(ObjectDeleter.OrphanFinalizer))
        {
            SetDependentsFree(uid);
            RemoveFinalizer(found, ObjectDeleter.OrphanFinalizer);
        }
        else if (found.Value.IsBeingDeleted && finalizers.Contains(ObjectDeleter.ForegroundFinalizer))
        {
            DeleteInForeground(uid, found);
        }
        else if (!found.Value.IsBeingDeleted)
        {
            DeleteIfForsaken(found);
        }
    }

    private void DeleteInForeground(string uid, Located owner)
    {
        foreach (var dependent in Dependents(uid))
        {
            if (!dependent.Value.IsBeingDeleted && !HasOtherOwner(dependent, uid))
            {
                Delete(dependent, DependentsPolicy.Foreground);
            }
        }

        if (!Dependents(uid).Any(dependent => OwnerReferences.Blocks(dependent.Value, uid)))
        {
            RemoveFinalizer(owner, ObjectDeleter.ForegroundFinalizer);
        }
    }

    private void DeleteIfForsaken(Located dependent)
    {
        var gone = dependent.Value.OwnerUids.Where(owner => !IsOwner(owner, dependent)).ToHashSet();
        if (gone.Count == 0)
        {
            return;
        }

        if (gone.Count == dependent.Value.OwnerUids.Distinct().Count())
        {
            Delete(dependent, DependentsPolicy.Background);
        }
        else
        {
            Rewrite(dependent, value => OwnerReferences.Remove(value, gone.Contains));
        }
    }

    private bool HasOtherOwner(Located dependent, string uid) =>
        dependent.Value.OwnerUids.Any(owner => owner != uid && IsOwner(owner, dependent));

    /// <summary>An owner is cluster-scoped or in the namespace of its dependent; a uid from elsewhere owns nothing.</summary>
    private bool IsOwner(string uid, Located dependent) =>
        _store.Read(owners => owners.Find(uid)) is var (_, key) && (key.Namespace.Length == 0 || key.Namespace == dependent.Value.Namespace);

    private void SetDependentsFree(string uid)
    {
        foreach (var dependent in Dependents(uid))
        {
            Rewrite(dependent, value => OwnerReferences.Remove(value, owner => owner == uid));
        }
    }

    private void RemoveFinalizer(Located owner, string finalizer) => Rewrite(owner, value => OwnerReferences.RemoveFinalizer(value, finalizer));

    private void Rewrite(Located target, Func<JsonObject, JsonObject> change)
    {
        if (_registry.FindStored(target.Resource) is { } type)
        {
            _writer.Change(type, target.Value.Key, AsCollector, (value, _) => change(value));
        }
    }

    private void Delete(Located target, DependentsPolicy policy)
    {
        if (_registry.FindStored(target.Resource) is { } type)
        {
            var sameObject = DeleteOptions.Background with { Policy = policy, Uid = target.Value.Uid };
            _deleter.Delete(type, target.Value.Key, sameObject);
        }
    }

    private Located? Find(string uid) =>
        _store.Read(owners => owners.Find(uid)) is var (resource, key) && _store.Find(resource, key) is { } value && value.Uid == uid
            ? new Located(resource, value)
            : null;

    private IEnumerable<Located> Dependents(string uid)
    {
        foreach (var (resource, key) in _store.Read(owners => owners.DependentsOf(uid)))
        {
            if (_store.Find(resource, key) is { } value)
            {
                yield return new Located(resource, value);
            }
        }
    }

    private sealed record Located(GroupResource Resource, StoredObject Value);
}
