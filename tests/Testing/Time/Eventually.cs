using System.Diagnostics;
using Xunit.Sdk;

namespace Mendix.PrivateCloud.Testing.Time;

/// <summary>Waits in real time for a condition. The limit is only there so that a broken test ends.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Waits until the condition holds.</summary>
    /// <param name="condition">Cheap and safe to ask again and again.</param>
    /// <param name="what">Names the condition when it does not come true.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task TrueAsync(Func<bool> condition, string what, CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; !condition(); round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new XunitException($"Did not come true within {Limit}: {what}");
            }

            // Most conditions are true after a few turns of the thread pool.
            if (round < 100)
            {
                await Task.Yield();
            }
            else
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
            }
        }
    }
}
