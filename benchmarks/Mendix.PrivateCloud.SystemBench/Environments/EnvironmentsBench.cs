using System.Diagnostics;
using System.Text.Json;

namespace Mendix.PrivateCloud.SystemBench.Environments;

/// <summary>Environments on an API server of their own, from creation to Ready and at rest.</summary>
internal static class EnvironmentsBench
{
    private const int WarmUps = 30;
    private const int Alone = 20;
    private const int Changes = 500;
    private const int Clients = 16;

    private static readonly TimeSpan NoResync = TimeSpan.FromHours(12);
    private static readonly TimeSpan OftenResync = TimeSpan.FromSeconds(15);
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static async Task<int> RunAsync(string[] arguments)
    {
        EnvironmentsOptions options;
        try
        {
            options = EnvironmentsOptions.Parse(arguments);
        }
        catch (ArgumentException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 2;
        }

        var result = await MeasureAsync(options);
        Console.WriteLine(options.Json ? JsonSerializer.Serialize(result, Indented) : EnvironmentsReport.Write(result));
        return 0;
    }

    private static async Task<EnvironmentsResult> MeasureAsync(EnvironmentsOptions options)
    {
        var machine = MachineDescription.Now();
        await using var cluster = await BenchCluster.StartAsync(options.Separate);
        await cluster.StartOperatorAsync(NoResync);
        RequestFigures? Requests(int environments) =>
            options.Separate ? null : RequestFigures.Of(cluster.Requests.Take(), environments);

        Progress("warming up");
        for (var i = 0; i < WarmUps; i++)
        {
            await cluster.CreateAsync($"warm{i}");
        }

        Progress("one environment alone");
        await cluster.UntilQuietAsync();
        cluster.Requests.Take();
        var alone = new List<TimeSpan> { await cluster.CreateAsync("alone") };
        await cluster.UntilQuietAsync();
        var oneAlone = Requests(1);
        for (var i = 1; i < Alone; i++)
        {
            alone.Add(await cluster.CreateAsync($"alone{i}"));
        }

        Progress($"{options.Count} environments at once");
        await cluster.UntilQuietAsync();
        cluster.Requests.Take();
        var before = Figures(cluster);
        var (wall, ready) = await CreateAllAsync(cluster, options.Count);
        var after = Figures(cluster);
        await cluster.UntilQuietAsync();
        var allAtOnce = Requests(options.Count);

        Progress("changes");
        var (changed, seen) = await ChangeAsync(cluster);

        Progress("at rest");
        await cluster.UntilQuietAsync();
        await cluster.StopOperatorAsync();
        var restart = await RestAsync(cluster, options, () => cluster.StartOperatorAsync(OftenResync));
        var resync = await RestAsync(cluster, options, () => Task.CompletedTask);
        return new EnvironmentsResult
        {
            Machine = machine,
            Count = options.Count,
            OneAlone = oneAlone,
            OneAloneReady = Latencies.Of(alone),
            AllAtOnce = allAtOnce,
            AllAtOnceSeconds = wall.TotalSeconds,
            AllAtOnceReady = Latencies.Of(ready),
            ChangeRequest = Latencies.Of(changed),
            ChangeSeen = Latencies.Of(seen),
            Process = after.Own.Since(before.Own),
            Server = after.Server?.Since(before.Server!),
            Restart = restart,
            Resync = resync,
        };
    }

    private static (ProcessFigures Own, ProcessFigures? Server) Figures(BenchCluster cluster) =>
        (ProcessFigures.Of(Process.GetCurrentProcess()), cluster.ServerProcess is { } child ? ProcessFigures.Of(child) : null);

    private static async Task<(TimeSpan Wall, TimeSpan[] Ready)> CreateAllAsync(BenchCluster cluster, int count)
    {
        var start = Stopwatch.GetTimestamp();
        using var clients = new SemaphoreSlim(Clients);
        var ready = await Task.WhenAll(Enumerable.Range(0, count).Select(i => cluster.CreateAsync($"env{i}", clients)));
        return (Stopwatch.GetElapsedTime(start), ready);
    }

    private static async Task<(List<TimeSpan> Changed, List<TimeSpan> Seen)> ChangeAsync(BenchCluster cluster)
    {
        var (changed, seen) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var i = 0; i < Changes; i++)
        {
            var (request, status) = await cluster.ChangeAsync("alone", i);
            changed.Add(request);
            seen.Add(status);
        }

        return (changed, seen);
    }

    /// <summary>Waits until every reconciler has looked at each of its objects again.</summary>
    private static async Task<RestFigures> RestAsync(BenchCluster cluster, EnvironmentsOptions options, Func<Task> begin)
    {
        var environments = options.Count + WarmUps + Alone;
        (string Controller, int Keys)[] expected =
        [
            ("mendixapp", environments), ("storageinstance", 2 * environments), ("build", environments),
            ("endpoint", environments), ("runtime", environments), ("storageplan", 2),
        ];
        cluster.Requests.Take();
        cluster.Reconciles.Reset();
        var (start, used) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        await begin();
        while (!expected.All(one => cluster.Reconciles.Of(one.Controller) >= one.Keys))
        {
            await Task.Delay(20);
        }

        var (elapsed, processor) = (start.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - used);
        await cluster.UntilQuietAsync();
        var requests = cluster.Requests.Take();
        int? Sum(bool reads) => options.Separate ? null : requests.Where(pair => RequestTally.IsRead(pair.Key) == reads).Sum(pair => pair.Value);
        return new RestFigures(Sum(reads: false), Sum(reads: true), elapsed.TotalSeconds, processor.TotalSeconds, cluster.Reconciles.Counts, requests);
    }

    private static void Progress(string what) => Console.Error.WriteLine($"{DateTime.Now:HH:mm:ss} {what}");
}
