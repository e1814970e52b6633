namespace Mendix.PrivateCloud.Testing.Operator.Faults;

/// <summary>A run of a workload that nothing disturbs: what the others are compared with, and where they can be disturbed.</summary>
/// <param name="Workload">What ran.</param>
/// <param name="End">How it ended.</param>
/// <param name="Gone">And when the user deleted the environment thereafter.</param>
/// <param name="Calls">What the operator asked of the outside from the user's wish to the end.</param>
public sealed record Undisturbed(Workload Workload, Outcome End, Outcome Gone, IReadOnlyList<CallSite> Calls)
{
    public IEnumerable<CallSite> Effects => Calls.Where(site => site.Call.IsEffect);

    public static async Task<Undisturbed> RunAsync(Workload workload, FaultCase environment)
    {
        await workload.ArrangeAsync(environment);
        environment.Wire.Restart();
        await workload.ActAsync(environment);
        var end = await environment.SettleAsync(() => workload.IsDoneAsync(environment));
        var calls = environment.Wire.Calls;
        return new(workload, end, await RemoveAsync(environment), calls);
    }

    /// <summary>Runs the workload with faults, which <paramref name="disturb"/> sets up before the user acts, and compares.</summary>
    public async Task CompareAsync(FaultCase environment, Action<FaultCase> disturb)
    {
        await Workload.ArrangeAsync(environment);
        environment.Wire.Restart();
        disturb(environment);
        await Workload.ActAsync(environment);
        await CompareEndAsync(environment);
    }

    /// <summary>Waits for the end and compares it, and then that of the deletion.</summary>
    /// <param name="environment">Where.</param>
    /// <param name="countsObjects">Whether no object may have been made or deleted once more on the way. Tenants may not in any case.</param>
    public async Task CompareEndAsync(FaultCase environment, bool countsObjects = true)
    {
        Compare(await environment.SettleAsync(() => Workload.IsDoneAsync(environment), End), End);
        Compare(await RemoveAsync(environment, Gone), Gone);

        void Compare(Outcome actual, Outcome expected) =>
            (countsObjects ? actual : actual with { Objects = expected.Objects }).AssertIs(expected);
    }

    /// <summary>Whether the run is where it should end.</summary>
    public async Task<bool> HasEndedAsync(FaultCase environment) =>
        await Workload.IsDoneAsync(environment) && await environment.StateAsync() == End.State;

    private static async Task<Outcome> RemoveAsync(FaultCase environment, Outcome? expected = null)
    {
        if (await environment.FindAsync<Kubernetes.Resources.MendixApp>(FaultCase.App) is not null)
        {
            await environment.DeleteAppAsync();
        }

        return await environment.SettleAsync(() => Workloads.Delete.IsDoneAsync(environment), expected);
    }
}
