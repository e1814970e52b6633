namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;

/// <summary>A clock on which nobody waits: whoever sets a timer has waited already.</summary>
internal sealed class HastyTimeProvider : TimeProvider
{
    private long _elapsed;

    public TimeSpan Waited => TimeSpan.FromTicks(Interlocked.Read(ref _elapsed));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _elapsed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Add(ref _elapsed, Math.Max(0, dueTime.Ticks));
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
