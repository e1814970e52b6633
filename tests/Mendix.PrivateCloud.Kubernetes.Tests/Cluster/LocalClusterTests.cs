using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tests.Authentication;
using Mendix.PrivateCloud.Kubernetes.Tests.Scripted;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Cluster;

/// <summary>On a server of our own, which can also be made to fail.</summary>
public sealed class LocalClusterTests : ApiServerTests
{
    private readonly TemporaryFolder _folder = new();
    private LocalFault? _watchFault;
    private LocalClusterServer _cluster = null!;

    protected override async Task<string> StartAsync()
    {
        var options = new LocalClusterOptions
        {
            HistorySize = 64,
            BeforeRequest = request => ValueTask.FromResult(request.Verb == "watch" ? _watchFault : null),
        };
        _cluster = await LocalClusterServer.StartAsync(options, TestContext.Current.CancellationToken);
        return _folder.Write("config", _cluster.KubeConfig);
    }

    protected override async ValueTask StopAsync()
    {
        await _cluster.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_kind_that_is_not_served_is_known_to_be_missing()
    {
        using var client = NewClient();
        Assert.False(await client.HasKindAsync<MendixApp>(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_informer_survives_a_server_that_forgets_and_a_watch_that_cannot_begin()
    {
        using var client = NewClient();
        await client.CreateAsync(NewMap("a", "1"), TestContext.Current.CancellationToken);
        var options = new InformerOptions<ConfigMap> { MaxBackoff = TimeSpan.FromMilliseconds(20), LabelSelector = "test=true" };
        options.Namespaces.Add("default");
        var informer = new Informer<ConfigMap>(client, options);
        var changes = new ChangeLog();
        informer.Subscribe(change => changes.Add(change));
        using var stop = new CancellationTokenSource();
        var running = informer.RunAsync(stop.Token);
        await informer.WaitForSyncAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(informer.Find("default", "a"));

        // The server cuts watches off, and keeps less history than what happens meanwhile.
        _watchFault = LocalFault.DroppedConnection;
        await client.DeleteAsync<ConfigMap>("default", "a", cancellationToken: TestContext.Current.CancellationToken);
        for (var i = 0; i < 100; i++)
        {
            await client.ApplyAsync(NewMap("b", $"{i}"), new ApplyOptions { FieldManager = "tests" }, TestContext.Current.CancellationToken);
        }

        _watchFault = null;
        await Eventually.TrueAsync(() => informer.Find("default", "b")?.Data?["key"] == "99" && informer.Find("default", "a") is null, "it has caught up", TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await running;
    }

    private KubernetesClient NewClient() => new(KubeConfig.Load(Path.Combine(_folder.Path, "config")));

    private static ConfigMap NewMap(string name, string value) => new()
    {
        Metadata = new ObjectMeta { Namespace = "default", Name = name, Labels = new() { ["test"] = "true" } },
        Data = new() { ["key"] = value },
    };
}
