using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tests.Scripted;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Informers.Model;

/// <summary>
/// Random histories of a server behind random faults, in virtual time. However it went, in the end the cache is the server's state, and
/// whoever listened has heard of every deletion. A seed that fails fails again.
/// </summary>
public sealed class InformerModelTests
{
    private const int Steps = 150;

    private static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(20);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 100)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_cache_ends_as_the_server_and_every_deletion_is_heard(int seed)
    {
        var random = new Random(seed);
        var time = new VirtualTimeProvider();
        using var api = new ScriptedApi();
        using var client = api.NewClient(time, new KubernetesClientOptions { MaxRetries = 0, RequestTimeout = TimeSpan.FromHours(1) });
        using var stop = new CancellationTokenSource();
        var informer = new Informer<ConfigMap>(client, new InformerOptions<ConfigMap> { PageSize = 2, IdleLimit = IdleLimit });
        var heard = new HandlerRecord();
        informer.Subscribe(heard.Hear);
        var history = new ServerHistory(random);
        var server = new FaultyServer(api, time, random, history, IdleLimit);

        var running = informer.RunAsync(stop.Token);
        for (var step = 0; step < Steps; step++)
        {
            await server.StepAsync();
        }

        await server.SettleAsync();
        var expected = history.At(history.Version).Select(item => $"{item.Key} {item.Value.Uid} {item.Value.Version}");
        var actual = informer.Items.Select(item => $"{item.Metadata.Name} {item.Metadata.Uid} {item.Metadata.ResourceVersion}");
        Assert.Equal(expected, actual.Order(StringComparer.Ordinal));
        Assert.Equal(
            history.At(history.Version).Select(item => $"{item.Key} {item.Value.Uid}"),
            heard.Present.Select(item => $"{item.Key} {item.Value}").Order(StringComparer.Ordinal));
        Assert.Empty(heard.Nonsense);

        await stop.CancelAsync();
        await running;
    }
}
