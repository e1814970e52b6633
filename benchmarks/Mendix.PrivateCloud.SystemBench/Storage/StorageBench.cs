using System.Diagnostics;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.SystemBench.Storage.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.SystemBench.Storage;

/// <summary>
/// Makes and removes tenants of each storage type, one after another, beside the same calls by hand, in turns. A ratio
/// compares neighbours of one round, so that a machine that gets slower or faster does not decide it.
/// </summary>
internal static class StorageBench
{
    private const int Rounds = 5;
    private const int DefaultTenants = 100;
    private const int WarmUpTenants = 5;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var count = arguments is [var number, ..] ? int.Parse(number) : DefaultTenants;
        var wanted = arguments.Skip(1).ToList();
        using var counter = new RequestCounter();
        Console.WriteLine($"{count} tenants one after another, medians of {Rounds} rounds, {MachineDescription.Now()}");
        Console.WriteLine();
        Console.WriteLine("| type | server | requests: provision | deprovision | by hand | provision | deprovision | by hand | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
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
        List<StorageFigures> ours = [], byHand = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var tenants = round == 0 ? WarmUpTenants : count;
            // Turned about: the second of two neighbours finds a warmer or a fuller server.
            if (round % 2 == 0)
            {
                ours.Add(await OursAsync(tenants));
                byHand.Add(await ByHandAsync(tenants));
            }
            else
            {
                byHand.Add(await ByHandAsync(tenants));
                ours.Add(await OursAsync(tenants));
            }

            Console.Error.WriteLine($"{storage.Type}, round {round} of {Rounds}: {ours[^1].Total.TotalSeconds:F2} s, by hand {byHand[^1].Total.TotalSeconds:F2} s");
        }

        Print(storage, count, ours[1..], byHand[1..]);

        Task<StorageFigures> OursAsync(int tenants) => TimeAsync(tenants, counter,
            tenant => provisioner.ProvisionAsync(storage.Plan, tenant, CancellationToken.None),
            tenant => provisioner.DeprovisionAsync(storage.Plan, tenant, CancellationToken.None));

        Task<StorageFigures> ByHandAsync(int tenants) => TimeAsync(tenants, counter, storage.ProvisionByHandAsync, storage.DeprovisionByHandAsync);
    }

    private static async Task<StorageFigures> TimeAsync(int count, RequestCounter counter, Func<Tenant, Task> provision, Func<Tenant, Task> deprovision)
    {
        var tenants = Enumerable.Range(0, count).Select(number => new Tenant("bench", $"tenant{number}", Guid.NewGuid().ToString())).ToList();
        var (provisionTime, provisionRequests) = await AllAsync(provision);
        var (deprovisionTime, deprovisionRequests) = await AllAsync(deprovision);
        return new StorageFigures(provisionTime, deprovisionTime, provisionRequests, deprovisionRequests);

        async Task<(TimeSpan Time, double Requests)> AllAsync(Func<Tenant, Task> verb)
        {
            var before = counter.Requests;
            var watch = Stopwatch.StartNew();
            foreach (var tenant in tenants)
            {
                await verb(tenant);
            }

            return (watch.Elapsed, (counter.Requests - before) / (double)count);
        }
    }

    private static void Print(StorageCase storage, int count, List<StorageFigures> ours, List<StorageFigures> byHand)
    {
        var ratio = ours.Zip(byHand, (mine, theirs) => mine.Total / theirs.Total).Order().ElementAt(Rounds / 2);
        var (our, hand) = (Median(ours), Median(byHand));
        Console.WriteLine(
            $"| {storage.Type} | {storage.Server} | {our.ProvisionRequests:0.##} | {our.DeprovisionRequests:0.##} | " +
            $"{hand.ProvisionRequests:0.##} + {hand.DeprovisionRequests:0.##} | {Each(our.Provision)} | {Each(our.Deprovision)} | " +
            $"{Each(hand.Provision)} + {Each(hand.Deprovision)} | {ratio:F2} |");

        string Each(TimeSpan all) => $"{all.TotalMilliseconds / count:F2} ms";
    }

    private static StorageFigures Median(List<StorageFigures> rounds) => rounds.OrderBy(round => round.Total).ElementAt(rounds.Count / 2);
}
