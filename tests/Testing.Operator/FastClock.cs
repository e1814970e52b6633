namespace Mendix.PrivateCloud.Testing.Operator;

/// <summary>
/// A clock that runs so many times as fast as the real one. With it an operator keeps the times that it has in earnest, its
/// back-off, its time limits, its pauses, and a test does not wait for them.
/// </summary>
public sealed class FastClock(double speed) : TimeProvider
{
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private readonly long _startedAt = System.GetTimestamp();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => (long)(System.GetElapsedTime(_startedAt).Ticks * speed);

    public override DateTimeOffset GetUtcNow() => _start + TimeSpan.FromTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), Real);

    private TimeSpan Real(TimeSpan time) => time > TimeSpan.Zero ? time / speed : time;

    private sealed class Timer(ITimer inner, Func<TimeSpan, TimeSpan> real) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(real(dueTime), real(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
