using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Testing.Operator.Faults;

/// <summary>The life of an environment in pieces.</summary>
public static class Workloads
{
    private const string Children = $"\"privatecloud.mendix.com/app\":\"{FaultCase.App}\"";

    /// <summary>The operator starts with the environment, so the calls with which it starts are disturbed too.</summary>
    public static Workload Create { get; } = new(
        "create",
        environment => environment.PrepareAsync(),
        async environment =>
        {
            await environment.ApplyAppAsync();
            await environment.StartOperatorAsync();
        },
        environment => environment.IsReadyAsync());

    /// <summary>Every field of the spec at once; one by one they are changed elsewhere.</summary>
    public static Workload Update { get; } = new(
        "update",
        ReadyAsync,
        environment => environment.ApplyAppAsync(SpecSamples.Together),
        environment => environment.HasAnsweredAsync());

    public static Workload Delete { get; } = new(
        "delete",
        ReadyAsync,
        environment => environment.DeleteAppAsync(),
        async environment => await environment.FindAsync<StorageInstance>($"{FaultCase.App}-database") is null
            && await environment.FindAsync<StorageInstance>($"{FaultCase.App}-file") is null
            // A real cluster collects what has lost its owner in its own time.
            && !(await environment.StateAsync()).Contains(Children, StringComparison.Ordinal));

    public static Workload Recreate { get; } = new(
        "delete and recreate",
        ReadyAsync,
        async environment =>
        {
            await environment.DeleteAppAsync();
            await environment.ApplyAppAsync();
        },
        environment => environment.IsReadyAsync());

    /// <summary>The app names another plan, and its own plan is edited. Both are heard, and neither moves what is there.</summary>
    public static Workload PlanChange { get; } = new(
        "plan change",
        ReadyAsync,
        async environment =>
        {
            await environment.ApplyAsync(Samples.ShelfPlan("other"));
            await environment.ApplyAsync(Samples.ShelfPlan(host: "shelf-2", type: StoragePlanTypes.Dedicated));
            await environment.ApplyAppAsync(spec => spec.Database = new StorageRequest { ServicePlan = "other" });
        },
        environment => environment.HasAnsweredAsync());

    public static Workload CredentialsLost { get; } = new(
        "credentials lost",
        ReadyAsync,
        async environment =>
        {
            await environment.DeleteAsync<Secret>($"{FaultCase.App}-database");
            await environment.DeleteAsync<Secret>($"{FaultCase.App}-file");
        },
        async environment => await environment.FindAsync<Secret>($"{FaultCase.App}-database") is not null
            && await environment.FindAsync<Secret>($"{FaultCase.App}-file") is not null && await environment.IsReadyAsync());

    public static IReadOnlyList<Workload> All { get; } = [Create, Update, Delete, Recreate, PlanChange, CredentialsLost];

    private static async Task ReadyAsync(FaultCase environment)
    {
        await environment.PrepareAsync();
        await environment.ApplyAppAsync();
        await environment.StartOperatorAsync();
        await environment.SettleAsync(environment.IsReadyAsync);
    }
}
