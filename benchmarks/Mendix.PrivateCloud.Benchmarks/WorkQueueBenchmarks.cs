using BenchmarkDotNet.Attributes;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Benchmarks;

/// <summary>One operation is one key through the queue: added, taken, given back.</summary>
[MemoryDiagnoser]
public class WorkQueueBenchmarks
{
    private const int Keys = 10_000;

    private readonly WorkQueue<string> _queue = new();
    private readonly string[] _keys = [.. Enumerable.Range(0, Keys).Select(i => $"apps/environment-{i}")];

    /// <summary>The queue is empty before and after each key.</summary>
    [Benchmark(OperationsPerInvoke = Keys)]
    public void OneByOne()
    {
        foreach (var key in _keys)
        {
            _queue.Add(key);
            TakeAll();
        }
    }

    /// <summary>All keys wait at once.</summary>
    [Benchmark(OperationsPerInvoke = Keys)]
    public void Burst()
    {
        foreach (var key in _keys)
        {
            _queue.Add(key);
        }

        TakeAll();
    }

    /// <summary>All keys wait for their resync, and every second one gets a change.</summary>
    [Benchmark(OperationsPerInvoke = Keys)]
    public void BurstWithPriorities()
    {
        foreach (var key in _keys)
        {
            _queue.Add(key, WorkPriority.Resync);
        }

        for (var i = 0; i < Keys; i += 2)
        {
            _queue.Add(_keys[i], WorkPriority.Change);
        }

        TakeAll();
    }

    /// <summary>All keys fail, wait for their retry, and come back by a change before it.</summary>
    [Benchmark(OperationsPerInvoke = Keys)]
    public void BurstWithRetries()
    {
        foreach (var key in _keys)
        {
            _queue.Add(key);
        }

        while (_queue.TryGet(out var item))
        {
            _queue.Failed(item, TimeSpan.FromMinutes(1));
        }

        foreach (var key in _keys)
        {
            _queue.Add(key);
        }

        TakeAll();
    }

    /// <summary>One task adds, another waits and takes: every key may wake it.</summary>
    [Benchmark(OperationsPerInvoke = Keys)]
    public async Task AcrossTasks()
    {
        var worker = Task.Run(async () =>
        {
            for (var taken = 0; taken < Keys; taken++)
            {
                _queue.Done((await _queue.GetAsync())!.Value);
            }
        });
        foreach (var key in _keys)
        {
            _queue.Add(key);
        }

        await worker;
    }

    [GlobalCleanup]
    public void CleanUp() => _queue.Dispose();

    private void TakeAll()
    {
        while (_queue.TryGet(out var item))
        {
            _queue.Done(item);
        }
    }
}
