using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Testing.Operator;

/// <summary>
/// The clock of one process, which goes on by itself like <see cref="FastClock"/>, but can stand still while others go on,
/// and jump: a process that is suspended, and wakes up.
/// </summary>
public sealed class PumpedClock : IAsyncDisposable
{
    // A machine that stands still for seconds must not make everybody's term end at once, before anyone could renew it.
    private static readonly TimeSpan LongestStep = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _end = new();
    private readonly Task _pumping;

    public PumpedClock(double speed, TimeSpan skew = default)
    {
        Time = new VirtualTimeProvider(TimeProvider.System.GetUtcNow() + skew);
        _pumping = Task.Run(() => PumpAsync(speed));
    }

    public VirtualTimeProvider Time { get; }

    public bool IsPaused { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _pumping;
        _end.Dispose();
    }

    private async Task PumpAsync(double speed)
    {
        var last = TimeProvider.System.GetTimestamp();
        while (!_end.IsCancellationRequested)
        {
            await Task.Delay(5, CancellationToken.None);
            var now = TimeProvider.System.GetTimestamp();
            if (!IsPaused)
            {
                var passed = TimeProvider.System.GetElapsedTime(last, now);
                Time.Advance((passed < LongestStep ? passed : LongestStep) * speed);
            }

            last = now;
        }
    }
}
