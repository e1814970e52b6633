using Mendix.PrivateCloud.ReferenceHost.Output;

namespace Mendix.PrivateCloud.ReferenceHost.Commands;

/// <summary>Runs the steps before the environments can be watched, and tells of each that takes its time.</summary>
internal sealed class Steps(IDisplay display, TimeProvider time)
{
    // Whoever waits longer than this wants to know what for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <param name="doing">What is being done, told when it takes long.</param>
    /// <param name="step">Does it.</param>
    /// <param name="done">What was done; null when it is not worth telling.</param>
    public async Task<T> RunAsync<T>(string doing, Func<Task<T>> step, Func<T, string?> done)
    {
        var running = step();
        using (var enough = new CancellationTokenSource())
        {
            var first = await Task.WhenAny(running, Task.Delay(Patience, time, enough.Token));
            await enough.CancelAsync();
            if (first != running)
            {
                display.TellBegun(doing);
            }
        }

        var result = await running;
        if (done(result) is { } text)
        {
            display.Tell(text);
        }

        return result;
    }
}
