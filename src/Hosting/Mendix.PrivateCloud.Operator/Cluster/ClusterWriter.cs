using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>
/// Writes what the operator wants, under one field manager. What the cluster holds already is not sent, and what
/// somebody else made under one of our names is not touched.
/// </summary>
internal sealed class ClusterWriter(KubernetesClient client, OwnerCheck owners, ILogger<ClusterWriter> logger)
{
    // Never to be changed: what was set under another name would stay for ever.
    private readonly ServerSideApply _apply = new(client, Labels.Manager);

    // What this one sets is never taken back by a status that was worked out from an old copy.
    private readonly ServerSideApply _applyTenant = new(client, $"{Labels.Manager}-tenant");

    private readonly OverruledWishes _overruled = new();

    // What the server answered to the last write of an object, by the copy that the cache still holds. By the copy and not by its name:
    // whatever takes its place, newer or restored, counts again.
    private readonly ConditionalWeakTable<object, object> _newer = [];

    /// <summary>Whether an object was written since this copy of it was made.</summary>
    public bool IsOutdated(object copy) => _newer.TryGetValue(copy, out _);

    /// <exception cref="UnmetWishException">There is such an object that is somebody else's, or the API server refused ours.</exception>
    /// <exception cref="StaleViewException">
    /// A resource version was desired, and the object is a newer one; or the object's owner is not there any more.
    /// </exception>
    public async Task<T> ApplyAsync<T>(T desired, T? observed, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<T>
    {
        // Compared with an old copy, what was written a moment ago would be written again.
        var latest = observed is not null && _newer.TryGetValue(observed, out var newer) ? (T)newer : observed;
        if (latest is not null && Owners.ControllerOf(desired) is { } owner && Owners.ControllerOf(latest) is var actual && actual?.Uid != owner.Uid)
        {
            // An object that lost its owner, as after a restore, still bears our label.
            var isOrphan = actual is null && latest.Metadata.Labels?.GetValueOrDefault(Labels.ManagedBy) == Labels.Manager;
            if (!isOrphan)
            {
                throw UnmetWishException.Taken(latest, owner);
            }
        }

        if (latest is null)
        {
            await owners.BeforeMakingAsync(desired, cancellationToken);
        }

        try
        {
            if (latest is not null && _overruled.IsSame(desired, latest))
            {
                return latest;
            }

            var result = await _apply.ApplyIfChangedAsync(desired, latest, cancellationToken);
            _overruled.Note(desired, result);
            NoteNewer(observed, result);
            if (result.IsApplied)
            {
                logger.Applied(T.Definition.Kind, desired.Metadata.Namespace, desired.Metadata.Name, result.Difference ?? "it is new");
            }

            return result.Resource;
        }
        catch (KubernetesException exception) when (exception.IsConflict && desired.Metadata.ResourceVersion is not null)
        {
            throw new StaleViewException();
        }
        catch (KubernetesException exception) when (!exception.IsConflict && !exception.IsNotFound)
        {
            throw UnmetWishException.Refused(desired, exception);
        }
    }

    /// <exception cref="StaleViewException">A resource version was desired, and the object is a newer one.</exception>
    public async Task<T> ApplyStatusAsync<T>(T desired, T observed, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<T>
    {
        try
        {
            var result = await _apply.ApplyStatusIfChangedAsync(desired, observed, cancellationToken);
            NoteNewer(observed, result);
            return result.Resource;
        }
        catch (KubernetesException exception) when (exception.IsConflict && desired.Metadata.ResourceVersion is not null)
        {
            throw new StaleViewException();
        }
        catch (KubernetesException exception) when (exception.IsNotFound)
        {
            logger.AlreadyGone(T.Definition.Kind, desired.Metadata.Namespace, desired.Metadata.Name);
            return observed;
        }
    }

    /// <exception cref="StaleViewException">The instance is not any more as the desired resource version says.</exception>
    public async Task<StorageInstance> ApplyTenantAsync(StorageInstance desired, CancellationToken cancellationToken)
    {
        try
        {
            return (await _applyTenant.ApplyStatusIfChangedAsync(desired, observed: null, cancellationToken)).Resource;
        }
        catch (KubernetesException exception) when (exception.IsConflict || exception.IsNotFound)
        {
            throw new StaleViewException();
        }
    }

    /// <summary>Puts our finalizer on, beside whatever others are there.</summary>
    /// <exception cref="StaleViewException">The object is not any more as observed, or is being deleted, when none can be added.</exception>
    public async Task AddFinalizerAsync<T>(T observed, string finalizer, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<T>
    {
        var patch = new JsonArray(
            new JsonObject { ["op"] = "test", ["path"] = "/metadata/uid", ["value"] = observed.Metadata.Uid },
            new JsonObject { ["op"] = "test", ["path"] = "/metadata/resourceVersion", ["value"] = observed.Metadata.ResourceVersion },
            observed.Metadata.Finalizers is { Count: > 0 }
                ? new JsonObject { ["op"] = "add", ["path"] = "/metadata/finalizers/-", ["value"] = finalizer }
                : new JsonObject { ["op"] = "add", ["path"] = "/metadata/finalizers", ["value"] = new JsonArray(finalizer) });
        try
        {
            await client.PatchAsync<T>(
                observed.Metadata.Namespace, observed.Metadata.Name!, PatchType.Json, JsonSerializer.SerializeToUtf8Bytes(patch), cancellationToken: cancellationToken);
        }
        catch (KubernetesException exception) when (exception.IsConflict || exception.IsInvalid || exception.IsNotFound)
        {
            throw new StaleViewException();
        }
    }

    /// <summary>Takes our finalizer off, exactly as observed: an object that changed meanwhile is looked at again first.</summary>
    public async Task RemoveFinalizerAsync<T>(T observed, string finalizer, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<T>
    {
        var path = $"/metadata/finalizers/{observed.Metadata.Finalizers!.IndexOf(finalizer)}";
        var patch = new JsonArray(
            new JsonObject { ["op"] = "test", ["path"] = "/metadata/uid", ["value"] = observed.Metadata.Uid },
            new JsonObject { ["op"] = "test", ["path"] = path, ["value"] = finalizer },
            new JsonObject { ["op"] = "remove", ["path"] = path });
        try
        {
            await client.PatchAsync<T>(
                observed.Metadata.Namespace, observed.Metadata.Name!, PatchType.Json, JsonSerializer.SerializeToUtf8Bytes(patch), cancellationToken: cancellationToken);
        }
        catch (KubernetesException exception) when (exception.IsNotFound)
        {
            logger.AlreadyGone(T.Definition.Kind, observed.Metadata.Namespace, observed.Metadata.Name);
        }
    }

    /// <summary>Removes an object that is no longer wanted, if it is still the observed one.</summary>
    public Task DeleteAsync<T>(T observed, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<T> =>
        client.DeleteAsync(observed, DeletePropagation.Background, cancellationToken);

    // The server may find that nothing differs. Then there is no newer copy to come.
    private void NoteNewer<T>(T? copy, ApplyResult<T> result)
        where T : class, IKubernetesObject<T>
    {
        if (copy is not null && result.IsApplied && result.Resource.Metadata.ResourceVersion != copy.Metadata.ResourceVersion)
        {
            _newer.AddOrUpdate(copy, result.Resource);
        }
    }
}
