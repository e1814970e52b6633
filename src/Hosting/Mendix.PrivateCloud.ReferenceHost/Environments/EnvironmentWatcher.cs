using System.Threading.Channels;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.ReferenceHost.Environments;

/// <summary>Follows every kind that an environment is made of, and keeps of each object only what the tree shows.</summary>
internal sealed class EnvironmentWatcher
{
    private readonly Channel<Observation> _observations = Channel.CreateUnbounded<Observation>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<Func<CancellationToken, Task>> _informers = [];
    private readonly List<Func<bool>> _synced = [];
    private readonly List<Func<Exception?>> _failures = [];

    /// <param name="client">Where the objects are.</param>
    /// <param name="namespaces">The namespaces to follow; none means all.</param>
    public EnvironmentWatcher(KubernetesClient client, IReadOnlyList<string> namespaces)
    {
        Follow<MendixApp>(client, namespaces, ResourceSnapshots.Of);
        Follow<StorageInstance>(client, namespaces, ResourceSnapshots.Of);
        Follow<Build>(client, namespaces, ResourceSnapshots.Of);
        Follow<Endpoint>(client, namespaces, ResourceSnapshots.Of);
        Follow<Runtime>(client, namespaces, ResourceSnapshots.Of);
        Follow<Deployment>(client, namespaces, ResourceSnapshots.Of);
        Follow<Service>(client, namespaces, ResourceSnapshots.Of);
        Follow<Ingress>(client, namespaces, ResourceSnapshots.Of);
        Follow<Secret>(client, namespaces, ResourceSnapshots.OfPresent, WithoutContent);
    }

    /// <summary>What happens to the objects, in order per object.</summary>
    public ChannelReader<Observation> Observations => _observations.Reader;

    /// <summary>Whether all that was there at the start has been reported.</summary>
    public bool HasSynced => _synced.TrueForAll(synced => synced());

    /// <summary>What the account may not look at, if anything: no waiting will change that.</summary>
    public KubernetesException? Refusal =>
        _failures.Select(failure => failure()).OfType<KubernetesException>().FirstOrDefault(failure => failure.IsForbidden);

    /// <summary>Follows until cancelled, whatever happens to the connection.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(_informers.Select(run => run(cancellationToken)));

    private void Follow<T>(
        KubernetesClient client, IReadOnlyList<string> namespaces, Func<T, ResourceSnapshot> read, Func<T, T?>? transform = null)
        where T : class, IKubernetesObject<T>
    {
        var options = new InformerOptions<T> { Transform = transform };
        foreach (var name in namespaces)
        {
            options.Namespaces.Add(name);
        }

        var informer = new Informer<T>(client, options);
        informer.Subscribe(change => _observations.Writer.TryWrite(
            change.New is { } now ? new Observation(read(now), IsGone: false) : new Observation(read(change.Old!), IsGone: true)));
        _informers.Add(informer.RunAsync);
        _synced.Add(() => informer.HasSynced);
        _failures.Add(() => informer.HasSynced ? null : informer.Failure);
    }

    // The tree shows that a Secret is there; what it holds need not be in this memory.
    private static Secret? WithoutContent(Secret secret)
    {
        secret.Data = null;
        return secret.Metadata.OwnerReferences is { Count: > 0 } ? secret : null;
    }
}
