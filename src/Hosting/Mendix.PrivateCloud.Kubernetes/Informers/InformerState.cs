using Mendix.PrivateCloud.Kubernetes.Resources;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>The cache and its subscribers: changes one at a time, to the cache first and then to each subscriber.</summary>
internal sealed partial class InformerState<T>(InformerOptions<T> options, ILogger logger)
    where T : class, IKubernetesObject<T>
{
    // Held while a change is made and told, so that a new subscriber sees either the state before it and then the change, or the state
    // after it.
    private readonly Lock _delivery = new();
    private Subscription[] _subscriptions = [];

    public ResourceStore<T> Store { get; } = new();

    public IDisposable Subscribe(Action<ResourceChange<T>> handler)
    {
        var subscription = new Subscription(this, handler);
        lock (_delivery)
        {
            foreach (var item in Store.Snapshot())
            {
                Deliver(subscription, new ResourceChange<T>(ResourceChangeKind.Added, null, item));
            }

            _subscriptions = [.. _subscriptions, subscription];
        }

        return subscription;
    }

    /// <summary>Takes over an object as the server has it now.</summary>
    public void Set(ObjectKey key, T resource)
    {
        if (options.Transform is { } transform)
        {
            if (transform(resource) is not { } kept)
            {
                Remove(key, null);
                return;
            }

            resource = kept;
        }

        lock (_delivery)
        {
            var old = Store.Find(key);
            if (old is not null && old.Metadata.Uid != resource.Metadata.Uid)
            {
                // Another object under the same name: whoever cleans up after the first one must hear of its end.
                Store.Remove(key);
                Deliver(new ResourceChange<T>(ResourceChangeKind.Deleted, old, null));
                old = null;
            }

            Store.Set(key, resource);
            Deliver(new ResourceChange<T>(old is null ? ResourceChangeKind.Added : ResourceChangeKind.Modified, old, resource));
        }
    }

    /// <summary>Forgets an object.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="uid">Only the object of this UID; <see langword="null"/> for any.</param>
    public void Remove(ObjectKey key, string? uid)
    {
        lock (_delivery)
        {
            var old = Store.Find(key);
            if (old is not null && (uid is null || old.Metadata.Uid == uid))
            {
                Store.Remove(key);
                Deliver(new ResourceChange<T>(ResourceChangeKind.Deleted, old, null));
            }
        }
    }

    private void Deliver(ResourceChange<T> change)
    {
        foreach (var subscription in _subscriptions)
        {
            Deliver(subscription, change);
        }
    }

    private void Deliver(Subscription subscription, ResourceChange<T> change)
    {
        try
        {
            subscription.Handler(change);
        }
#pragma warning disable CA1031 // One subscriber's fault must not cost the others the change.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogHandlerFailed(logger, T.Definition.Kind, ObjectKey.Of(change.Latest), exception);
        }
    }

    private void Unsubscribe(Subscription subscription)
    {
        lock (_delivery)
        {
            _subscriptions = [.. _subscriptions.Where(other => other != subscription)];
        }
    }

    [LoggerMessage(3100, LogLevel.Error, "A subscriber failed on a change of {Kind} {Key}")]
    private static partial void LogHandlerFailed(ILogger logger, string kind, ObjectKey key, Exception exception);

    private sealed class Subscription(InformerState<T> state, Action<ResourceChange<T>> handler) : IDisposable
    {
        public Action<ResourceChange<T>> Handler => handler;

        public void Dispose() => state.Unsubscribe(this);
    }
}
