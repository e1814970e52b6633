using System.Diagnostics;

namespace Mendix.PrivateCloud.OperatorConformance.Harness;

/// <summary>Waits in real time: other processes have no virtual one. The limit is only there so that a broken test ends.</summary>
internal static class Polling
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task UntilAsync(string what, Func<Task<bool>> condition, Func<Task<string>>? explain = null)
    {
        for (var started = Stopwatch.GetTimestamp(); !await condition();)
        {
            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException($"After {Limit} it is still not so that {what}.\n{(explain is null ? "" : await explain())}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }
}
