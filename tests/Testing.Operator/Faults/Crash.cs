namespace Mendix.PrivateCloud.Testing.Operator.Faults;

/// <summary>The operator dies at one of its effects.</summary>
/// <param name="IsAt">Which effect, by its site and its number since the process began.</param>
/// <param name="AfterTheEffect">Whether the effect happened, and only nobody learned of it.</param>
public sealed record Crash(Func<CallSite, int, bool> IsAt, bool AfterTheEffect)
{
    public static Crash At(CallSite site, bool afterTheEffect) => new((candidate, _) => candidate == site, afterTheEffect);

    /// <summary>At the n-th effect of the process, from 1.</summary>
    public static Crash AtNumber(int number, bool afterTheEffect) => new((_, candidate) => candidate == number, afterTheEffect);

    /// <summary>Lets the running process, or the next one, die so.</summary>
    public void Arm(Wire wire)
    {
        var (count, isOver) = (0, false);
        wire.Around = (site, isAfter) =>
        {
            if (!site.Call.IsEffect)
            {
                return Task.CompletedTask;
            }

            var number = isAfter ? Volatile.Read(ref count) : Interlocked.Increment(ref count);
            if (!isOver && isAfter == AfterTheEffect && IsAt(site, number))
            {
                isOver = true;
                wire.IsDead = true;
            }

            return Task.CompletedTask;
        };
    }

    /// <summary>
    /// Waits until the process died or ended its work all the same, and starts the next one, armed with the next crash.
    /// </summary>
    /// <returns>How often it died.</returns>
    public static async Task<int> SurviveAsync(FaultCase environment, IReadOnlyList<Crash> crashes, Func<Task<bool>> hasEnded, Func<Task>? whileDown = null)
    {
        for (var deaths = 0; ; deaths++)
        {
            await environment.UntilAsync(async () => environment.Wire.IsDead || await hasEnded(), "dead or done");
            if (!environment.Wire.IsDead)
            {
                environment.Wire.Around = (_, _) => Task.CompletedTask;
                return deaths;
            }

            await environment.StopOperatorAsync();
            if (deaths == 0 && whileDown is not null)
            {
                await whileDown();
            }

            environment.Wire.Around = (_, _) => Task.CompletedTask;
            if (deaths + 1 < crashes.Count)
            {
                crashes[deaths + 1].Arm(environment.Wire);
            }

            await environment.StartOperatorAsync();
        }
    }
}
