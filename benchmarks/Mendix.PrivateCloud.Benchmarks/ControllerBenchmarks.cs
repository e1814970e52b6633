using BenchmarkDotNet.Attributes;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Benchmarks;

/// <summary>One operation is one key through a running controller whose reconciler does nothing: what the engine itself costs.</summary>
[MemoryDiagnoser]
public class ControllerBenchmarks : IReconciler<string>
{
    private const int Keys = 10_000;

    private readonly string[] _keys = [.. Enumerable.Range(0, Keys).Select(i => $"apps/environment-{i}")];
    private readonly Task<ReconcileResult> _done = Task.FromResult(ReconcileResult.Done);
    private TaskCompletionSource _all = new();
    private Controller<string>? _controller;
    private int _left;

    [GlobalSetup]
    public void Start()
    {
        _controller = new Controller<string>("benchmark", this);
        _controller.Start();
    }

    [GlobalCleanup]
    public async Task StopAsync() => await _controller!.DisposeAsync();

    [Benchmark(OperationsPerInvoke = Keys)]
    public async Task ReconcileAll()
    {
        _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _left = Keys;
        foreach (var key in _keys)
        {
            _controller!.Enqueue(key);
        }

        await _all.Task;
    }

    public Task<ReconcileResult> ReconcileAsync(string key, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _all.SetResult();
        }

        return _done;
    }
}
