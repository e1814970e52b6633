namespace Mendix.PrivateCloud.Reconciling;

public sealed partial class WorkQueue<TKey>
{
    // Longer than any timer takes; a later due time re-arms it.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly DelayHeap<TKey> _delays = new();
    private readonly ITimer _timer;
    private long _armedFor = WorkNode<TKey>.Never;

    /// <summary>
    /// Asks for work on a key after a time. Of several delayed adds of one key the earliest wins; an add
    /// without delay in between does not remove it.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="delay">How long to wait; zero or less is an add without delay.</param>
    /// <param name="priority">How urgent it is when the time has come; a change by default.</param>
    /// <returns>False when the queue is shut down, and the key was not taken.</returns>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    public bool AddAfter(TKey key, TimeSpan delay, WorkPriority priority = WorkPriority.Change)
    {
        if (delay <= TimeSpan.Zero)
        {
            return Add(key, priority);
        }

        lock (_gate)
        {
            if (_isShutDown)
            {
                return false;
            }

            Schedule(GetOrAddNode(key), DueAfter(delay), priority);
            return true;
        }
    }

    private void Schedule(WorkNode<TKey> node, long due, WorkPriority priority)
    {
        node.Scheduled = Math.Min(node.Scheduled, due);
        Delay(node, priority);
    }

    private void Delay(WorkNode<TKey> node, WorkPriority priority)
    {
        if (node.HeapIndex < 0 || priority > node.DelayedPriority)
        {
            node.DelayedPriority = priority;
        }

        _delays.Update(node);
        ArmTimer();
    }

    private void ReleaseDue()
    {
        QueueWaiter<TKey>? waiter;
        lock (_gate)
        {
            _armedFor = WorkNode<TKey>.Never;
            if (_isShutDown)
            {
                return;
            }

            var now = _time.GetTimestamp();
            while (_delays.First is { } node && node.Due <= now)
            {
                node.Scheduled = node.Scheduled <= now ? WorkNode<TKey>.Never : node.Scheduled;
                node.Again = node.Again <= now ? WorkNode<TKey>.Never : node.Again;
                _delays.Update(node);
                MakeReady(node, node.DelayedPriority);
            }

            ArmTimer();
            waiter = TakeServedWaiters();
        }

        Complete(waiter);
    }

    private void ArmTimer()
    {
        if (_delays.First is not { } node || node.Due >= _armedFor)
        {
            return;
        }

        _armedFor = node.Due;
        var wait = _time.GetElapsedTime(_time.GetTimestamp(), node.Due);

        // Timers count whole milliseconds and cut off the rest: rounded down it would fire too early.
        wait = TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(wait.TotalMilliseconds)));
        _timer.Change(wait < LongestTimer ? wait : LongestTimer, Timeout.InfiniteTimeSpan);
    }

    private long DueAfter(TimeSpan delay)
    {
        const long Latest = WorkNode<TKey>.Never / 2;
        var wait = delay.Ticks * ((double)_time.TimestampFrequency / TimeSpan.TicksPerSecond);
        return wait < Latest ? Math.Min(Latest, _time.GetTimestamp() + (long)wait) : Latest;
    }
}
