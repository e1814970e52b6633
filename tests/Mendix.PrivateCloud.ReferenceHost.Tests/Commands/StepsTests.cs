using Mendix.PrivateCloud.ReferenceHost.Output;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.ReferenceHost.Commands;

public sealed class StepsTests : IDisposable
{
    private readonly VirtualTimeProvider _time = new();
    private readonly StringWriter _output = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_done_at_once_is_told_when_it_is_done()
    {
        Assert.Equal(7, await Steps().RunAsync("Doing", () => Task.FromResult(7), number => $"Did {number}"));

        Assert.Equal("  0.0 s  Did 7\n", _output.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task What_takes_longer_than_two_seconds_is_told_while_it_is_being_done()
    {
        var step = new TaskCompletionSource<int>();
        var running = Steps().RunAsync("Doing", () => step.Task, _ => "Done");
        await _time.WaitForTimersAsync(cancellationToken: Cancelled);

        _time.Advance(TimeSpan.FromSeconds(2));
        await Eventually.TrueAsync(() => _output.ToString().Contains("  2.0 s  Doing …", StringComparison.Ordinal), "the step is told", Cancelled);
        _time.Advance(TimeSpan.FromSeconds(1));
        step.SetResult(1);
        await running;

        Assert.EndsWith("  3.0 s  Done\n", _output.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_fails_fails()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Steps().RunAsync("Doing", () => Task.FromException<int>(new InvalidOperationException()), _ => "Done"));

        Assert.Equal("", _output.ToString());
    }

    public void Dispose() => _output.Dispose();

    private Steps Steps() => new(new LineDisplay(_output, _output, _time), _time);
}
