using System.Diagnostics.CodeAnalysis;

namespace Mendix.PrivateCloud.Testing.Time;

/// <summary>
/// A clock that stands still until a test moves it. Timers fire on the thread that moves it, in the order in
/// which they are due, each at exactly its time; equal times fire in the order in which they were set.
/// </summary>
public sealed class VirtualTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<VirtualTimer> _armed = [];
    private readonly DateTimeOffset _start;
    private long _elapsed;
    private long _sequence;

    public VirtualTimeProvider()
        : this(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public VirtualTimeProvider(DateTimeOffset start) => _start = start;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How far the clock was moved altogether.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(GetTimestamp());

    /// <summary>How many timers are set.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_gate)
            {
                return _armed.Count;
            }
        }
    }

    /// <summary>The time until the next timer fires; null when none is set.</summary>
    public TimeSpan? UntilNextTimer
    {
        get
        {
            lock (_gate)
            {
                return First() is { } timer ? TimeSpan.FromTicks(timer.Due - _elapsed) : null;
            }
        }
    }

    public override long GetTimestamp() => Volatile.Read(ref _elapsed);

    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock, and fires what comes due on the way before it returns.</summary>
    public void Advance(TimeSpan by)
    {
        var end = EndOf(by);
        while (FireNext(end))
        {
        }
    }

    /// <summary>Moves the clock as for a process that slept: what came due meanwhile fires late, with the next <see cref="Advance"/>.</summary>
    public void Skip(TimeSpan by)
    {
        lock (_gate)
        {
            Volatile.Write(ref _elapsed, EndOf(by));
        }
    }

    /// <summary>
    /// Moves the clock, and after each timer waits until the code under test has done all that it does at that
    /// instant. Thus what happens does not depend on how busy the machine is.
    /// </summary>
    /// <param name="by">How far.</param>
    /// <param name="settled">True when nothing is left to do but to wait for a timer.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task AdvanceAsync(TimeSpan by, Func<bool> settled, CancellationToken cancellationToken = default)
    {
        var end = EndOf(by);
        await Eventually.TrueAsync(settled, "settled before the clock moves", cancellationToken);
        while (FireNext(end))
        {
            await Eventually.TrueAsync(settled, $"settled at {Elapsed}", cancellationToken);
        }
    }

    /// <summary>Waits until the code under test has set timers, without moving the clock.</summary>
    public Task WaitForTimersAsync(int count = 1, CancellationToken cancellationToken = default) =>
        Eventually.TrueAsync(() => ArmedTimers >= count, $"{count} timers set", cancellationToken);

    private long EndOf(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        return GetTimestamp() + by.Ticks;
    }

    /// <summary>Fires one timer due until then; sets the clock to the end and returns false when there is none.</summary>
    private bool FireNext(long end)
    {
        VirtualTimer? timer;
        lock (_gate)
        {
            timer = First();
            if (timer is null || timer.Due > end)
            {
                Volatile.Write(ref _elapsed, Math.Max(_elapsed, end));
                return false;
            }

            Volatile.Write(ref _elapsed, Math.Max(_elapsed, timer.Due));
            _armed.Remove(timer);
            if (timer.Period is { } period)
            {
                Arm(timer, period);
            }
        }

        timer.Fire();
        return true;
    }

    private VirtualTimer? First() => _armed.MinBy(static timer => (timer.Due, timer.Sequence));

    private void Arm(VirtualTimer timer, long after)
    {
        timer.Due = _elapsed + after;
        timer.Sequence = _sequence++;
        _armed.Add(timer);
    }

    [SuppressMessage("Design", "CA1001", Justification = "Its clock owns nothing that needs disposing.")]
    private sealed class VirtualTimer(VirtualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private bool _isDisposed;

        public long Due { get; set; }

        public long Sequence { get; set; }

        public long? Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                if (_isDisposed)
                {
                    return false;
                }

                clock._armed.Remove(this);
                Period = period > TimeSpan.Zero ? period.Ticks : null;
                if (dueTime >= TimeSpan.Zero)
                {
                    clock.Arm(this, dueTime.Ticks);
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                _isDisposed = true;
                clock._armed.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
