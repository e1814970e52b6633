namespace Mendix.PrivateCloud.Reconciling;

public sealed partial class Controller<TKey>
{
    /// <summary>
    /// Asks at once for a reconcile of all keys of the periodic resync, as after a time of which the changes are not known. They come
    /// after the keys that changed.
    /// </summary>
    public void Resync()
    {
        if (_resyncKeys is null)
        {
            return;
        }

        try
        {
            var count = 0;
            foreach (var key in _resyncKeys())
            {
                _queue.Add(key, WorkPriority.Resync);
                count++;
            }

            Log.Resynced(_logger, Name, count);
        }
#pragma warning disable CA1031 // The source is the caller's code, and a timer has nobody to throw to; the next period tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.ResyncFailed(_logger, exception, Name);
        }
    }

    private void StartResync()
    {
        if (_resyncKeys is null || _options.ResyncPeriod == TimeSpan.Zero)
        {
            return;
        }

        _resyncTimer = _time.CreateTimer(
            static state => ((Controller<TKey>)state!).OnResyncDue(), this, NextResync(), Timeout.InfiniteTimeSpan);
    }

    private void OnResyncDue()
    {
        Resync();
        _resyncTimer!.Change(NextResync(), Timeout.InfiniteTimeSpan);
    }

    private TimeSpan NextResync()
    {
        var spread = _options.ResyncJitter * ((2 * Random.Shared.NextDouble()) - 1);
        return _options.ResyncPeriod * (1 + spread);
    }
}
