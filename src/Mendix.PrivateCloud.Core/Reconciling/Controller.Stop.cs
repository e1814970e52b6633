namespace Mendix.PrivateCloud.Reconciling;

public sealed partial class Controller<TKey>
{
    /// <summary>
    /// Stops: takes no more keys, lets running reconciles end for <see cref="ControllerOptions.StopTimeout"/>,
    /// then cancels them and waits <see cref="ControllerOptions.CancellationTimeout"/> for them. Further calls
    /// give the same report.
    /// </summary>
    /// <param name="cancellationToken">
    /// Ends the first waiting early: running reconciles are cancelled at once. It is the token that a host
    /// gives when it stops.
    /// </param>
    /// <returns>The keys whose work is not done.</returns>
    public Task<StopReport<TKey>> StopAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return _stop ??= StopWorkersAsync(cancellationToken);
        }
    }

    /// <summary>Stops as <see cref="StopAsync"/> does.</summary>
    /// <returns>A task that ends with the stop.</returns>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _queue.Dispose();
    }

    private async Task<StopReport<TKey>> StopWorkersAsync(CancellationToken cancellationToken)
    {
        _resyncTimer?.Dispose();
        _queue.Shutdown();
        var workers = Task.WhenAll(_workers ?? []);
        if (!await EndedAsync(workers, _options.StopTimeout, cancellationToken))
        {
            _isStopOverdue = true;
            _queue.CancelAll();
            await EndedAsync(workers, _options.CancellationTimeout, CancellationToken.None);
        }

        EngineMetrics.Unregister(this);
        var (ready, processing, delayed) = _queue.GetRemaining();
        var cancelled = _cancelled.ToArray();
        var cutOff = cancelled.ToHashSet();
        var report = new StopReport<TKey>(
            [.. ready.Where(key => !cutOff.Contains(key))],
            [.. delayed.Where(key => !cutOff.Contains(key))],
            cancelled,
            processing);
        Log.Stopped(_logger, Name, report.Pending.Count, report.Delayed.Count, cancelled.Length, processing.Count);
        return report;
    }

    private async Task<bool> EndedAsync(Task workers, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            await workers.WaitAsync(timeout, _time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // Either is the end of the waiting; whether the workers ended is what counts.
        }

        return workers.IsCompleted;
    }
}
