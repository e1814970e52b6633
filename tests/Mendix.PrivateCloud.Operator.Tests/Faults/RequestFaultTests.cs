using System.Collections.Concurrent;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Faults;

/// <summary>Each write fails once, in each of the ways in which writes fail.</summary>
public sealed class RequestFaultTests
{
    private static readonly (string Name, LocalFault Fault, bool IsAfterTheEffect)[] Faults =
    [
        ("conflict", LocalFault.Status(409, "Conflict"), false),
        ("internal", LocalFault.Status(500, "InternalError"), false),
        ("unavailable", LocalFault.Status(503, "ServiceUnavailable"), false),
        ("toomany", LocalFault.Status(429, "TooManyRequests", retryAfter: TimeSpan.FromSeconds(1)), false),
        ("dropped", LocalFault.DroppedConnection, false),
        ("lost", LocalFault.DroppedConnection, true),
    ];

    [Fact]
    public async Task A_write_that_fails_once_changes_nothing_in_the_end()
    {
        await using var cluster = await OperatorCluster.StartAsync(FaultCase.Configure);
        var (undisturbed, creation, deletion) = await Undisturbed.RunAsync(cluster);
        var cases = new ConcurrentDictionary<string, (FaultCase Environment, int Point, LocalFault Fault, bool IsAfterTheEffect)>();
        ValueTask<LocalFault?> Answer(LocalRequest request, bool isAfter) => ValueTask.FromResult(
            cases.TryGetValue(request.Namespace, out var known) && known.IsAfterTheEffect == isAfter && known.Environment.Count(request) == known.Point
                ? known.Fault
                : null);
        cluster.BeforeRequest = request => Answer(request, false);
        cluster.AfterRequest = request => Answer(request, true);

        await Task.WhenAll(
            from point in Enumerable.Range(1, Math.Max(creation, deletion))
            from fault in Faults
            select RunAsync(point, fault.Name, fault.Fault, fault.IsAfterTheEffect));

        async Task RunAsync(int point, string name, LocalFault fault, bool isAfterTheEffect)
        {
            var environment = new FaultCase(cluster, $"{name}-{point}");
            await environment.PrepareAsync();
            cases[environment.Namespace] = (environment, point, fault, isAfterTheEffect);
            await environment.ApplyAppAsync();
            await environment.UntilAsInAsync(undisturbed);
            environment.Restart();
            await environment.DeleteAppAsync();
            await environment.UntilNothingIsLeftAsync();
        }
    }
}
