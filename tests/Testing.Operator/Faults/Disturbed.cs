namespace Mendix.PrivateCloud.Testing.Operator.Faults;

/// <summary>A workload with one kind of disturbance, held to the run without.</summary>
public static class Disturbed
{
    /// <summary>A call is answered once with a fault.</summary>
    /// <param name="calm">The run without.</param>
    /// <param name="environment">Where.</param>
    /// <param name="target">Which call.</param>
    /// <param name="fault">What takes the place of its answer.</param>
    /// <returns>Whether the call came up.</returns>
    public static async Task<bool> ByAnswerAsync(Undisturbed calm, FaultCase environment, CallSite target, Fault fault)
    {
        var isOver = false;
        await calm.CompareAsync(environment, disturbed => disturbed.Wire.Disturb = site =>
        {
            if (isOver || site != target)
            {
                return null;
            }

            isOver = true;
            return fault;
        });
        return isOver;
    }

    /// <summary>The news of one kind go wrong.</summary>
    /// <param name="calm">The run without.</param>
    /// <param name="environment">Where.</param>
    /// <param name="kind">The plural of the kind.</param>
    /// <param name="fault">How.</param>
    /// <param name="random">Chooses when.</param>
    public static async Task ByWatchAsync(Undisturbed calm, FaultCase environment, string kind, WatchFault fault, Random random)
    {
        var isOn = false;
        var rewrite = fault.Make(random, () => isOn);
        environment.Wire.WatchStream = (site, stream) => site.Call.Resource == kind ? new RewrittenStream(stream, rewrite) : stream;
        await calm.CompareAsync(environment, _ => isOn = true);
    }

    /// <summary>The operator dies, and the next ones after it.</summary>
    /// <param name="calm">The run without.</param>
    /// <param name="environment">Where.</param>
    /// <param name="crashes">One for each process that dies.</param>
    /// <returns>How often one died.</returns>
    public static async Task<int> ByCrashAsync(Undisturbed calm, FaultCase environment, IReadOnlyList<Crash> crashes)
    {
        await calm.Workload.ArrangeAsync(environment);
        environment.Wire.Restart();
        crashes[0].Arm(environment.Wire);
        await calm.Workload.ActAsync(environment);
        var deaths = await Crash.SurviveAsync(environment, crashes, () => calm.HasEndedAsync(environment));
        await calm.CompareEndAsync(environment);
        return deaths;
    }
}
