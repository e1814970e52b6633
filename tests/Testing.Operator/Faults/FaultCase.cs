using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator;

namespace Mendix.PrivateCloud.Testing.Operator.Faults;

/// <summary>
/// One environment in a namespace of its own, with a storage server and an operator of its own, so that many cases share a
/// cluster and none sees another. All that it needs of the cluster is its API: the definitions are installed, and somebody
/// makes Deployments ready.
/// </summary>
/// <param name="http">Reaches the API server; shared by the cases.</param>
/// <param name="space">The case's namespace.</param>
public sealed class FaultCase(HttpClient http, string space) : IAsyncDisposable
{
    public const string App = "crm";

    // An end is an end when nothing was said for longer than anything the operator postpones.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(700);

    private OperatorProcess? _operator;

    public string Namespace => space;

    public ShelfServer Shelf { get; } = new();

    public Wire Wire { get; } = new();

    public LogCollector Logs { get; } = new();

    public KubernetesClient User { get; } = new(http);

    /// <summary>The operator's clock: five times as fast as the real one.</summary>
    public TimeProvider Clock { get; init; } = new FastClock(5);

    public Action<OperatorOptions> Configure { get; init; } = _ => { };

    /// <summary>How long a run may take. It only ends one that would never.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The namespace, the plans, and nothing else.</summary>
    public async Task PrepareAsync()
    {
        await User.ApplyAsync(new Kubernetes.Resources.Namespace { Metadata = new ObjectMeta { Name = space } }, AsUser, Cancellation);
        await ApplyAsync(Samples.ShelfAdmin());
        // Dedicated, and with an Ingress: so there is most to do.
        await ApplyAsync(Samples.ShelfPlan(type: StoragePlanTypes.Dedicated));
        await ApplyAsync(Samples.FilePlan());
        await ConfigureAsync(EndpointTypes.Ingress);
        Shelf.Perform = Wire.EffectAsync;
    }

    public Task ConfigureAsync(string endpointType) => ApplyAsync(new OperatorConfiguration
    {
        Metadata = new ObjectMeta { Name = OperatorConfiguration.ObjectName },
        Spec = new OperatorConfigurationSpec { Endpoint = new OperatorEndpoint { Type = endpointType, Ingress = new OperatorIngress { Domain = "example.com" } } },
    });

    public async Task StartOperatorAsync()
    {
        Wire.IsDead = false;
        _operator = await OperatorProcess.StartAsync(Wire.Connect(http), Shelf, Clock, Logs, options =>
        {
            options.Namespaces.Add(space);
            // Whoever dies does not say goodbye.
            options.Controllers.StopTimeout = options.StorageControllers.StopTimeout = TimeSpan.Zero;
            Configure(options);
        });
    }

    public async Task StopOperatorAsync()
    {
        if (_operator is { } stopping)
        {
            _operator = null;
            await stopping.DisposeAsync();
        }
    }

    public async Task<T> ApplyAsync<T>(T resource)
        where T : class, IKubernetesObject<T>
    {
        resource.Metadata.Namespace = space;
        return await User.ApplyAsync(resource, AsUser, Cancellation);
    }

    public Task ApplyAppAsync(Action<MendixAppSpec>? change = null)
    {
        var app = Samples.App(App);
        change?.Invoke(app.Spec!);
        return ApplyAsync(app);
    }

    public Task DeleteAppAsync() => DeleteAsync<MendixApp>(App);

    /// <summary>Deletes as a user does: who gets no answer looks, and tries again.</summary>
    public async Task DeleteAsync<T>(string name)
        where T : class, IKubernetesObject<T>
    {
        try
        {
            await User.DeleteAsync<T>(space, name, cancellationToken: Cancellation);
        }
        catch (KubernetesException exception) when (exception.StatusCode is null)
        {
            if (await FindAsync<T>(name) is { Metadata.DeletionTimestamp: null })
            {
                await User.DeleteAsync<T>(space, name, cancellationToken: Cancellation);
            }
        }
    }

    public Task<T?> FindAsync<T>(string name)
        where T : class, IKubernetesObject<T> => User.FindAsync<T>(space, name, Cancellation);

    /// <summary>Whether the operator has looked at the newest wish, and is not at work on it.</summary>
    public async Task<bool> HasAnsweredAsync() =>
        await FindAsync<MendixApp>(App) is { } app && app.ReadyCondition() is { Reason: not ("Processing" or "RollingOut" or "Waiting" or "Retried") } ready
        && ready.ObservedGeneration == app.Metadata.Generation;

    public async Task<bool> IsReadyAsync() => await FindAsync<MendixApp>(App) is { } app && app.IsReady();

    public Task UntilReadyAsync() => UntilAsync(IsReadyAsync, "ready");

    /// <summary>Waits until the condition holds, asking when nothing is being said.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Limit);
        try
        {
            while (!await condition())
            {
                await Task.Delay(Pause, limit.Token);
                await Wire.UntilQuietAsync(Pause, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            var ready = (await FindAsync<MendixApp>(App))?.ReadyCondition();
            throw new TimeoutException(
                $"{space} did not become {what}. It says {ready?.Reason ?? "nothing"}: {ready?.Message}\n" +
                $"{string.Join(", ", Wire.Calls.TakeLast(40))}\n{Logs.Tail()}");
        }
    }

    /// <summary>Waits until nothing more happens, and tells how it is then.</summary>
    /// <param name="isDone">Whether what was asked for is done, so that calm before the storm is none.</param>
    /// <param name="expected">How it should be; waited for.</param>
    public async Task<Outcome> SettleAsync(Func<Task<bool>> isDone, Outcome? expected = null)
    {
        while (true)
        {
            await UntilAsync(isDone, "done");
            if (expected is not null)
            {
                await UntilStateAsync(expected);
            }

            var calls = Wire.Calls.Count;
            await Wire.UntilQuietAsync(Rest, Cancellation);
            var outcome = await OutcomeAsync();
            if (Wire.Calls.Count == calls && (expected is null || outcome.State == expected.State))
            {
                return outcome;
            }
        }
    }

    private async Task UntilStateAsync(Outcome expected)
    {
        try
        {
            await UntilAsync(async () => await StateAsync() == expected.State, "as expected");
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{(await OutcomeAsync()).DifferenceFrom(expected)}\n{exception.Message}", exception);
        }
    }

    /// <summary>All objects of the kinds that the operator has to do with.</summary>
    public Task<string> StateAsync() => EndState.OfAsync(User, space, Wire.Knows);

    public async Task<Outcome> OutcomeAsync()
    {
        var (made, _, removed) = Shelf.Counts;
        return new(
            await StateAsync(),
            await DescribeShelfAsync(),
            $"{made} made, {removed} removed",
            $"made: {Wire.Made}; deleted: {Wire.Deleted}");
    }

    public async ValueTask DisposeAsync()
    {
        await StopOperatorAsync();
        User.Dispose();
    }

    private static ApplyOptions AsUser => new() { FieldManager = "user" };

    private async Task<string> DescribeShelfAsync()
    {
        var secret = await FindAsync<Secret>($"{App}-database");
        var config = secret?.Data is { } data && data.TryGetValue("config", out var text) ? JsonNode.Parse(text) : null;
        return string.Join('\n', Shelf.Things.Select(thing =>
            $"a thing of {(thing.Value.Mark.Contains($" {space}/{App}", StringComparison.Ordinal) ? App : thing.Value.Mark)}, " +
            ((string?)config?["DatabaseName"] == thing.Key && (string?)config["DatabasePassword"] == thing.Value.Password
                ? "which the Secret reaches"
                : "which no Secret reaches")));
    }
}
