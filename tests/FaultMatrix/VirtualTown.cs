using System.Diagnostics.Metrics;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.FaultMatrix;

/// <summary>
/// Many environments under one operator, on a clock that the test moves: work takes no time on it, only waiting does. So an
/// hour passes in seconds, and how long something takes does not depend on the machine.
/// </summary>
internal sealed class VirtualTown : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly MeterListener _meter = new();
    private long _reconciles;

    private VirtualTown(LocalClusterServer server, VirtualTimeProvider clock)
    {
        (Server, Clock) = (server, clock);
        _http = server.CreateHttpClient();
        Case = new FaultCase(_http, "town") { Clock = clock };
        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "mendix.privatecloud.reconcile.duration")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meter.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref _reconciles));
        _meter.Start();
    }

    public LocalClusterServer Server { get; }

    public VirtualTimeProvider Clock { get; }

    public FaultCase Case { get; }

    /// <summary>How many reconciles the process has ended.</summary>
    public long Reconciles => Volatile.Read(ref _reconciles);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A town with plans named after the hosts of their servers, and no environment.</summary>
    public static async Task<VirtualTown> StartAsync(params string[] hosts)
    {
        var clock = new VirtualTimeProvider();
        var town = new VirtualTown(await LocalClusterServer.StartAsync(new LocalClusterOptions { TimeProvider = clock, HistorySize = 100_000 }, Cancellation), clock);
        await MatrixCluster.InstallAsync(town._http);
        await town.Case.PrepareAsync();
        foreach (var host in hosts)
        {
            await town.Case.ApplyAsync(Samples.ShelfPlan(host, host));
        }

        await town.Case.StartOperatorAsync();
        return town;
    }

    public Task ApplyAsync(string plan, params IEnumerable<string> names) => Parallel.ForEachAsync(
        names, Cancellation, async (name, _) => await Case.ApplyAsync(Samples.App(name, plan)));

    public Task DeleteAsync(string name) => Case.User.DeleteAsync<MendixApp>(Case.Namespace, name, cancellationToken: Cancellation);

    public async Task<int> CountReadyAsync() =>
        (await Case.User.ListAsync<MendixApp>(Case.Namespace, cancellationToken: Cancellation)).Items.Count(app => app.IsReady());

    /// <summary>Moves the clock, and at each step waits until all is done that can be done at that moment.</summary>
    public async Task AdvanceAsync(TimeSpan by, TimeSpan step)
    {
        for (var end = Clock.Elapsed + by; Clock.Elapsed < end;)
        {
            await RestAsync();
            Clock.Advance(step);
        }

        await RestAsync();
    }

    /// <returns>How long it took, to the second.</returns>
    public async Task<TimeSpan> AdvanceUntilAsync(Func<Task<bool>> condition, TimeSpan limit)
    {
        var start = Clock.Elapsed;
        while (true)
        {
            await RestAsync();
            if (await condition())
            {
                return Clock.Elapsed - start;
            }

            Assert.True(Clock.Elapsed - start < limit, $"Not within {limit}.\n{Case.Logs.Tail()}");
            Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _meter.Dispose();
        // Whatever still waits for a time must not be waited for.
        using var ending = new CancellationTokenSource();
        var passing = Task.Run(async () =>
        {
            while (!ending.IsCancellationRequested)
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(5);
            }
        });
        await Case.DisposeAsync();
        await Server.DisposeAsync();
        await ending.CancelAsync();
        await passing;
        _http.Dispose();
    }

    private async Task RestAsync()
    {
        // What a timer began says something a moment later.
        await Task.Delay(5, Cancellation);
        await Case.Wire.UntilQuietAsync(TimeSpan.FromMilliseconds(25), Cancellation);
    }
}
