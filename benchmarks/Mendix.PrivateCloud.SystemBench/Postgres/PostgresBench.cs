using System.Diagnostics;
using Mendix.PrivateCloud.Provisioners.Postgres;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.SystemBench.Postgres;

/// <summary>
/// Makes and removes the same tenants in three ways on one server, in turns. The peer is psql with exactly the statements
/// that the provisioner previews; the provisioner looks before it acts and psql does not. A ratio compares neighbours of
/// one round, so that a machine that gets slower or faster does not decide it.
/// </summary>
internal static class PostgresBench
{
    private const int Rounds = 3;
    private const int DefaultTenants = 200;
    private const int WarmUpTenants = 5;

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (PostgresBinaries.SkipReason is { } reason)
        {
            Console.Error.WriteLine(reason);
            return 1;
        }

        var count = arguments.Length == 0 ? DefaultTenants : int.Parse(arguments[0]);
        await using var server = await PostgresServer.StartAsync();
        await using var services = Compose();
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("postgres");
        var plan = new PostgresPlan
        {
            Host = server.Host,
            Port = server.Port,
            UserName = server.UserName,
            Password = new SecretValue(server.Password),
        };
        var ways = new Dictionary<string, Func<IReadOnlyList<Tenant>, Task<Timing>>>
        {
            ["psql, one session"] = tenants => PsqlAsync(server, provisioner, plan, tenants),
            ["provisioner, one after another"] = tenants => ProvisionerAsync(provisioner, plan, tenants, parallelism: 1),
            ["provisioner, all at once"] = tenants => ProvisionerAsync(provisioner, plan, tenants, parallelism: tenants.Count),
        };

        var timings = ways.Keys.ToDictionary(way => way, _ => new List<Timing>());
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var (way, run) in ways)
            {
                var timing = await run(Tenants(round == 0 ? WarmUpTenants : count));
                if (round > 0)
                {
                    Console.Error.WriteLine($"round {round} of {Rounds}, {way}: {timing.Total.TotalSeconds:F2} s");
                    timings[way].Add(timing);
                }
            }
        }

        Print(count, timings);
        return 0;
    }

    private static ServiceProvider Compose()
    {
        var services = new ServiceCollection();
        services.AddPrivateCloud().AddPostgres();
        return services.BuildServiceProvider();
    }

    private static List<Tenant> Tenants(int count) =>
        [.. Enumerable.Range(0, count).Select(number => new Tenant("bench", $"tenant{number}", Guid.NewGuid().ToString()))];

    private static async Task<Timing> ProvisionerAsync(IStorageProvisioner provisioner, PostgresPlan plan, IReadOnlyList<Tenant> tenants, int parallelism)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallelism };
        return new Timing(
            await TimeAsync(() => Parallel.ForEachAsync(tenants, options,
                async (tenant, cancellationToken) => await provisioner.ProvisionAsync(plan, tenant, cancellationToken))),
            await TimeAsync(() => Parallel.ForEachAsync(tenants, options,
                async (tenant, cancellationToken) => await provisioner.DeprovisionAsync(plan, tenant, cancellationToken))));
    }

    private static async Task<Timing> PsqlAsync(PostgresServer server, IStorageProvisioner provisioner, PostgresPlan plan, IReadOnlyList<Tenant> tenants)
    {
        var make = new List<string>();
        foreach (var tenant in tenants)
        {
            make.AddRange(await ((ITenantPreviewer)provisioner).PreviewAsync(plan, tenant, CancellationToken.None));
        }

        var remove = tenants.Select(tenant => TenantName.For(tenant, 61))
            .SelectMany(name => new[] { $"DROP DATABASE \"{name}\" WITH (FORCE)", $"DROP ROLE \"{name}_a\"", $"DROP ROLE \"{name}\"" });
        return new Timing(
            await TimeAsync(() => PsqlSession.RunAsync(server, make)),
            await TimeAsync(() => PsqlSession.RunAsync(server, remove)));
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> action)
    {
        var watch = Stopwatch.StartNew();
        await action();
        return watch.Elapsed;
    }

    private static void Print(int count, Dictionary<string, List<Timing>> timings)
    {
        var medians = timings.ToDictionary(pair => pair.Key, pair => Timing.Median(pair.Value));
        var peer = timings.First().Value;
        Console.WriteLine($"{count} tenants, medians of {Rounds} rounds, {Environment.ProcessorCount} processors");
        Console.WriteLine();
        Console.WriteLine("| way | provision | remove | total | ratio to psql |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (way, timing) in medians)
        {
            var ratio = timings[way].Zip(peer, (ours, theirs) => ours.Total / theirs.Total).Order().ElementAt(Rounds / 2);
            Console.WriteLine(
                $"| {way} | {timing.Provision.TotalSeconds:F2} s | {timing.Remove.TotalSeconds:F2} s | {timing.Total.TotalSeconds:F2} s | {ratio:F2} |");
        }
    }
}
