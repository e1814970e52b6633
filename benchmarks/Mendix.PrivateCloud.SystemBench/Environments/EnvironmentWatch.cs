using System.Collections.Concurrent;
using System.Diagnostics;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.SystemBench.Environments;

/// <summary>Watches environments as their user does, and notes when each was first seen Ready and when a generation was first answered.</summary>
internal sealed class EnvironmentWatch : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _ready = new();
    private readonly ConcurrentDictionary<(string, long), TaskCompletionSource<long>> _observed = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly IDisposable _subscription;
    private readonly Task _running;

    public EnvironmentWatch(KubernetesClient user, string namespaceName)
    {
        var options = new InformerOptions<MendixApp> { Transform = WithoutManagedFields };
        options.Namespaces.Add(namespaceName);
        var informer = new Informer<MendixApp>(user, options);
        _subscription = informer.Subscribe(change => OnChange(change.Latest));
        _running = informer.RunAsync(_stop.Token);
    }

    /// <summary>The moment at which the environment was seen Ready, as <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public Task<long> ReadyAsync(string name) => _ready.GetOrAdd(name, _ => Completion()).Task;

    /// <summary>The moment at which the status was seen to answer a generation.</summary>
    public Task<long> ObservedAsync(string name, long generation) => _observed.GetOrAdd((name, generation), _ => Completion()).Task;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _subscription.Dispose();
        _stop.Dispose();
    }

    private void OnChange(MendixApp app)
    {
        var now = Stopwatch.GetTimestamp();
        var (name, generation) = (app.Metadata.Name!, app.Metadata.Generation ?? 0);
        if (app.Status?.ObservedGeneration == generation)
        {
            _observed.GetOrAdd((name, generation), _ => Completion()).TrySetResult(now);
        }

        if (app.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready") is { Status: ConditionStatus.True })
        {
            _ready.GetOrAdd(name, _ => Completion()).TrySetResult(now);
        }
    }

    private static MendixApp WithoutManagedFields(MendixApp app)
    {
        app.Metadata.ManagedFields = null;
        return app;
    }

    private static TaskCompletionSource<long> Completion() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
