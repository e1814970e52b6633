using System.Diagnostics;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.SystemBench.Storage.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.SystemBench.Storage;

/// <summary>Makes and removes many tenants at once under one plan, and watches how many connections that takes.</summary>
internal static class ConnectionsBench
{
    private const int DefaultTenants = 1000;
    private static readonly TimeSpan SamplingInterval = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var count = arguments is [var number, ..] ? int.Parse(number) : DefaultTenants;
        var wanted = arguments.Skip(1).ToList();
        Console.WriteLine($"{count} tenants at once under one plan, {MachineDescription.Now()}");
        Console.WriteLine();
        Console.WriteLine("| type | connections held, most | budget of the plan | provision | deprovision |");
        Console.WriteLine("|---|---|---|---|---|");
        var isWithinBudget = true;
        foreach (var storage in StorageCases.All().Where(storage => wanted.Count == 0 || wanted.Contains(storage.Type)))
        {
            await using (storage)
            {
                if (await storage.StartAsync() is { } reason)
                {
                    Console.WriteLine($"| {storage.Type} | not measured: {reason} |");
                    continue;
                }

                isWithinBudget &= await MeasureAsync(storage, count);
            }
        }

        return isWithinBudget ? 0 : 1;
    }

    private static async Task<bool> MeasureAsync(StorageCase storage, int count)
    {
        var services = new ServiceCollection();
        storage.Register(services.AddPrivateCloud());
        await using var provider = services.BuildServiceProvider();
        var provisioner = provider.GetRequiredService<IStorageProvisioners>().Get(storage.Type);
        var tenants = Enumerable.Range(0, count).Select(number => new Tenant("bench", $"tenant{number}", Guid.NewGuid().ToString())).ToList();

        using var over = new CancellationTokenSource();
        var sampling = MostConnectionsAsync(storage, over.Token);
        var provision = await TimeAsync(tenant => provisioner.ProvisionAsync(storage.Plan, tenant, CancellationToken.None));
        var deprovision = await TimeAsync(tenant => provisioner.DeprovisionAsync(storage.Plan, tenant, CancellationToken.None));
        await over.CancelAsync();
        var most = await sampling;
        Console.WriteLine($"| {storage.Type} | {most} | {storage.ConnectionBudget} | {provision.TotalSeconds:F2} s | {deprovision.TotalSeconds:F2} s |");
        return most <= storage.ConnectionBudget;

        async Task<TimeSpan> TimeAsync(Func<Tenant, Task> verb)
        {
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(tenants.Select(verb));
            return watch.Elapsed;
        }
    }

    private static async Task<int> MostConnectionsAsync(StorageCase storage, CancellationToken over)
    {
        var most = 0;
        while (!over.IsCancellationRequested)
        {
            most = Math.Max(most, await storage.CountConnectionsAsync());
            await Task.Delay(SamplingInterval, CancellationToken.None);
        }

        return most;
    }
}
