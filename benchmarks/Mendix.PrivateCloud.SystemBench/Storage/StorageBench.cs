using System.Diagnostics;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.SystemBench.Storage.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.SystemBench.Storage;

/// <summary>
/// Makes and removes tenants of each storage type beside the same calls by hand, tenant by tenant in turns, so that a machine that gets
/// slower or faster does so for both. A median is not moved by the one call that something else interrupted.
/// </summary>
internal static class StorageBench
{
    private const int DefaultTenants = 100;
    // Enough for the compiler to have seen both ways often.
    private const int WarmUpTenants = 100;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var count = arguments is [var number, ..] ? int.Parse(number) : DefaultTenants;
        var wanted = arguments.Skip(1).ToList();
        using var counter = new RequestCounter();
        Console.WriteLine($"{count} tenants in turns with the same calls by hand, medians of a tenant, {MachineDescription.Now()}");
        Console.WriteLine();
        Console.WriteLine("| type | server | requests: provision, deprovision | by hand | provision, deprovision | by hand | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var storage in StorageCases.All().Where(storage => wanted.Count == 0 || wanted.Contains(storage.Type)))
        {
            await using (storage)
            {
                if (await storage.StartAsync() is { } reason)
                {
                    Console.WriteLine($"| {storage.Type} | not measured: {reason} |");
                    continue;
                }

                await MeasureAsync(storage, count, counter);
            }
        }

        return 0;
    }

    private static async Task MeasureAsync(StorageCase storage, int count, RequestCounter counter)
    {
        var services = new ServiceCollection();
        storage.Register(services.AddPrivateCloud());
        await using var provider = services.BuildServiceProvider();
        var provisioner = provider.GetRequiredService<IStorageProvisioners>().Get(storage.Type);

        await RoundAsync(WarmUpTenants);
        Console.Error.WriteLine($"{storage.Type}: warm");
        var (ours, byHand) = await RoundAsync(count);
        Console.WriteLine($"| {storage.Type} | {storage.Server} | {ours.Requests} | {byHand.Requests} | {ours.Times} | {byHand.Times} | {ours.Total / byHand.Total:F2} |");

        async Task<(StorageFigures Ours, StorageFigures ByHand)> RoundAsync(int tenants)
        {
            List<Tenant> mine = Tenants(tenants), theirs = Tenants(tenants);
            var made = await InTurnsAsync(counter, mine, theirs,
                tenant => provisioner.ProvisionAsync(storage.Plan, tenant, CancellationToken.None), storage.ProvisionByHandAsync);
            var removed = await InTurnsAsync(counter, mine, theirs,
                tenant => provisioner.DeprovisionAsync(storage.Plan, tenant, CancellationToken.None), storage.DeprovisionByHandAsync);
            return (new StorageFigures(made.Ours, removed.Ours), new StorageFigures(made.ByHand, removed.ByHand));
        }
    }

    private static List<Tenant> Tenants(int count) =>
        [.. Enumerable.Range(0, count).Select(number => new Tenant("bench", $"tenant{number}", Guid.NewGuid().ToString()))];

    private static async Task<(VerbFigures Ours, VerbFigures ByHand)> InTurnsAsync(
        RequestCounter counter, List<Tenant> mine, List<Tenant> theirs, Func<Tenant, Task> verb, Func<Tenant, Task> byHand)
    {
        List<CallFigures> ours = [], hand = [];
        for (var number = 0; number < mine.Count; number++)
        {
            // Turned about: the second of two neighbours finds a warmer or a fuller server.
            if (number % 2 == 0)
            {
                ours.Add(await TimeAsync(counter, verb, mine[number]));
                hand.Add(await TimeAsync(counter, byHand, theirs[number]));
            }
            else
            {
                hand.Add(await TimeAsync(counter, byHand, theirs[number]));
                ours.Add(await TimeAsync(counter, verb, mine[number]));
            }
        }

        return (VerbFigures.Of(ours), VerbFigures.Of(hand));
    }

    private static async Task<CallFigures> TimeAsync(RequestCounter counter, Func<Tenant, Task> verb, Tenant tenant)
    {
        var before = counter.Requests;
        var watch = Stopwatch.StartNew();
        await verb(tenant);
        return new CallFigures(watch.Elapsed, counter.Requests - before);
    }
}
