using System.Text;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tests.Authentication;
using Mendix.PrivateCloud.Kubernetes.Tests.Scripted;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Cluster;

/// <summary>Client, informer and apply against an API server, over TLS, as its kubeconfig says.</summary>
public sealed class ClusterTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly CountingHandler.Counter _counter = new();
    private readonly LocalClusterOptions _options = new() { HistorySize = 64 };
    private LocalFault? _watchFault;
    private LocalClusterServer _cluster = null!;
    private KubernetesClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _options.BeforeRequest = request => ValueTask.FromResult(request.Verb == "watch" ? _watchFault : null);
        _cluster = await LocalClusterServer.StartAsync(_options, TestContext.Current.CancellationToken);
        var options = KubeConfig.Load(_folder.Write("config", _cluster.KubeConfig));
        options.WrapHandler = inner => new CountingHandler(inner, _counter);
        _client = new KubernetesClient(options);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _cluster.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Objects_are_made_read_changed_and_removed()
    {
        var created = await _client.CreateAsync(NewMap("a", "1"), TestContext.Current.CancellationToken);
        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => _client.CreateAsync(NewMap("a", "1"), TestContext.Current.CancellationToken))).IsAlreadyExists);

        created.Data!["key"] = "2";
        var replaced = await _client.ReplaceAsync(created, TestContext.Current.CancellationToken);
        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => _client.ReplaceAsync(created, TestContext.Current.CancellationToken))).IsConflict);

        var patched = await _client.PatchAsync<ConfigMap>("default", "a", PatchType.Merge, Encoding.UTF8.GetBytes("""{"data":{"more":"3"}}"""), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["key=2", "more=3"], patched.Data!.Select(pair => $"{pair.Key}={pair.Value}").Order());
        Assert.Equal(replaced.Metadata.Uid, patched.Metadata.Uid);

        var stale = new DeleteOptions { Uid = "another" };
        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => _client.DeleteAsync<ConfigMap>("default", "a", stale, TestContext.Current.CancellationToken))).IsConflict);
        Assert.True(await _client.DeleteAsync(patched, cancellationToken: TestContext.Current.CancellationToken));
        Assert.False(await _client.DeleteAsync(patched, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Null(await _client.FindAsync<ConfigMap>("default", "a", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_server_is_known_by_version_and_kinds()
    {
        Assert.StartsWith("v1.", (await _client.GetVersionAsync(TestContext.Current.CancellationToken)).GitVersion, StringComparison.Ordinal);
        Assert.True(await _client.HasKindAsync<Deployment>(TestContext.Current.CancellationToken));
        Assert.False(await _client.HasKindAsync<MendixApp>(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Pages_hold_every_object_once()
    {
        for (var i = 0; i < 7; i++)
        {
            await _client.CreateAsync(NewMap($"page-{i}", "x"), TestContext.Current.CancellationToken);
        }

        var names = await _client.ListAllAsync<ConfigMap>("default", new ListOptions { Limit = 3 }, TestContext.Current.CancellationToken)
            .Select(map => map.Metadata.Name!).Where(name => name.StartsWith("page-", StringComparison.Ordinal)).ToListAsync();
        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"page-{i}"), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Applying_again_writes_nothing_and_what_is_no_longer_wanted_goes()
    {
        var apply = new ServerSideApply(_client, "tests");
        var desired = NewDeployment();
        var applied = (await apply.ApplyIfChangedAsync(desired, null, TestContext.Current.CancellationToken)).Resource;
        _counter.Writes = 0;
        for (var round = 0; round < 3; round++)
        {
            var observed = await _client.GetAsync<Deployment>("default", "web", TestContext.Current.CancellationToken);
            var again = await apply.ApplyIfChangedAsync(NewDeployment(), observed, TestContext.Current.CancellationToken);
            Assert.Null(again.Difference);
        }

        Assert.Equal(0, _counter.Writes);

        // Somebody else's annotation stays, ours goes.
        await _client.PatchAsync<Deployment>("default", "web", PatchType.Merge, Encoding.UTF8.GetBytes("""{"metadata":{"annotations":{"foreign":"1"}}}"""), cancellationToken: TestContext.Current.CancellationToken);
        var current = await _client.GetAsync<Deployment>("default", "web", TestContext.Current.CancellationToken);
        var less = NewDeployment();
        less.Metadata.Annotations = null;
        less.Spec!.Template!.Spec!.Containers![0].Env!.RemoveAt(0);
        var result = await apply.ApplyIfChangedAsync(less, current, TestContext.Current.CancellationToken);
        Assert.True(result.IsApplied);
        Assert.False(result.Resource.Metadata.Annotations!.ContainsKey("ours"));
        Assert.Equal("1", result.Resource.Metadata.Annotations["foreign"]);
        Assert.Equal("B", Assert.Single(result.Resource.Spec!.Template!.Spec!.Containers![0].Env!).Name);
        Assert.Equal(applied.Metadata.Uid, result.Resource.Metadata.Uid);
        Assert.True(FieldOwnership.Owns(result.Resource, "tests", "spec", "replicas"));
        Assert.Null((await apply.ApplyIfChangedAsync(less, result.Resource, TestContext.Current.CancellationToken)).Difference);
    }

    [Fact]
    public async Task An_informer_survives_a_server_that_forgets_and_a_watch_that_cannot_begin()
    {
        await _client.CreateAsync(NewMap("a", "1"), TestContext.Current.CancellationToken);
        var options = new InformerOptions<ConfigMap> { MaxBackoff = TimeSpan.FromMilliseconds(20), LabelSelector = "test=true" };
        options.Namespaces.Add("default");
        var informer = new Informer<ConfigMap>(_client, options);
        var changes = new ChangeLog();
        informer.Subscribe(change => changes.Add(change));
        using var stop = new CancellationTokenSource();
        var running = informer.RunAsync(stop.Token);
        await informer.WaitForSyncAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(informer.Find("default", "a"));

        // The server cuts watches off, and keeps less history than what happens meanwhile.
        _watchFault = LocalFault.DroppedConnection;
        await _client.DeleteAsync<ConfigMap>("default", "a", cancellationToken: TestContext.Current.CancellationToken);
        for (var i = 0; i < 100; i++)
        {
            await _client.ApplyAsync(NewMap("b", $"{i}"), new ApplyOptions { FieldManager = "tests" }, TestContext.Current.CancellationToken);
        }

        _watchFault = null;
        await Eventually.TrueAsync(() => informer.Find("default", "b")?.Data?["key"] == "99" && informer.Find("default", "a") is null, "it has caught up", TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await running;
    }

    private static ConfigMap NewMap(string name, string value) => new()
    {
        Metadata = new ObjectMeta { Namespace = "default", Name = name, Labels = new() { ["test"] = "true" } },
        Data = new() { ["key"] = value },
    };

    private static Deployment NewDeployment() => new()
    {
        Metadata = new ObjectMeta { Namespace = "default", Name = "web", Annotations = new() { ["ours"] = "1" } },
        Spec = new DeploymentSpec
        {
            Replicas = 1,
            Selector = new LabelSelector { MatchLabels = new() { ["app"] = "web" } },
            Template = new PodTemplateSpec
            {
                Metadata = new ObjectMeta { Labels = new() { ["app"] = "web" } },
                Spec = new PodSpec
                {
                    Containers =
                    [
                        new Container
                        {
                            Name = "web",
                            Image = "web:1",
                            Env = [new EnvVar { Name = "A", Value = "1" }, new EnvVar { Name = "B", Value = "2" }],
                            Ports = [new ContainerPort { Name = "http", Number = 8080 }],
                            Resources = new ResourceRequirements { Limits = new() { ["cpu"] = "1000m", ["memory"] = "0.5Gi" } },
                            VolumeMounts = [new VolumeMount { Name = "tmp", MountPath = "/tmp" }],
                        },
                    ],
                    Volumes = [new Volume { Name = "tmp", EmptyDir = new EmptyDirVolumeSource() }],
                },
            },
        },
    };
}
