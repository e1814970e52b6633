using System.Text;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Cluster;

/// <summary>
/// Client, apply and definitions against an API server, over TLS, as its kubeconfig says: what must hold on each server that we meet.
/// </summary>
public abstract class ApiServerTests : IAsyncLifetime
{
    private readonly CountingHandler.Counter _counter = new();
    private readonly string _namespace = $"tests-{Guid.NewGuid():N}";
    private KubernetesClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        var options = KubeConfig.Load(await StartAsync());
        options.WrapHandler = inner => new CountingHandler(inner, _counter);
        _client = new KubernetesClient(options);
        await _client.CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = _namespace } }, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_client is not null)
        {
            await _client.DeleteAsync<Namespace>(null, _namespace);
            _client.Dispose();
        }

        await StopAsync();
    }

    /// <returns>The path of the server's kubeconfig.</returns>
    protected abstract Task<string> StartAsync();

    protected abstract ValueTask StopAsync();

    [Fact]
    public async Task Objects_are_made_read_changed_and_removed()
    {
        var created = await _client.CreateAsync(NewMap("a", "1"), TestContext.Current.CancellationToken);
        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => _client.CreateAsync(NewMap("a", "1"), TestContext.Current.CancellationToken))).IsAlreadyExists);

        created.Data!["key"] = "2";
        var replaced = await _client.ReplaceAsync(created, TestContext.Current.CancellationToken);
        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => _client.ReplaceAsync(created, TestContext.Current.CancellationToken))).IsConflict);

        var patched = await _client.PatchAsync<ConfigMap>(_namespace, "a", PatchType.Merge, Encoding.UTF8.GetBytes("""{"data":{"more":"3"}}"""), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["key=2", "more=3"], patched.Data!.Select(pair => $"{pair.Key}={pair.Value}").Order());
        Assert.Equal(replaced.Metadata.Uid, patched.Metadata.Uid);

        var stale = new DeleteOptions { Uid = "another" };
        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => _client.DeleteAsync<ConfigMap>(_namespace, "a", stale, TestContext.Current.CancellationToken))).IsConflict);
        Assert.True(await _client.DeleteAsync(patched, cancellationToken: TestContext.Current.CancellationToken));
        Assert.False(await _client.DeleteAsync(patched, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Null(await _client.FindAsync<ConfigMap>(_namespace, "a", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_server_is_known_by_version_and_kinds()
    {
        Assert.StartsWith("v1.", (await _client.GetVersionAsync(TestContext.Current.CancellationToken)).GitVersion, StringComparison.Ordinal);
        Assert.True(await _client.HasKindAsync<Deployment>(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Pages_hold_every_object_once()
    {
        for (var i = 0; i < 7; i++)
        {
            await _client.CreateAsync(NewMap($"page-{i}", "x"), TestContext.Current.CancellationToken);
        }

        var names = await _client.ListAllAsync<ConfigMap>(_namespace, new ListOptions { Limit = 3 }, TestContext.Current.CancellationToken)
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
            var observed = await _client.GetAsync<Deployment>(_namespace, "web", TestContext.Current.CancellationToken);
            var again = await apply.ApplyIfChangedAsync(NewDeployment(), observed, TestContext.Current.CancellationToken);
            Assert.Null(again.Difference);
        }

        Assert.Equal(0, _counter.Writes);

        // Somebody else's annotation stays, ours goes.
        await _client.PatchAsync<Deployment>(_namespace, "web", PatchType.Merge, Encoding.UTF8.GetBytes("""{"metadata":{"annotations":{"foreign":"1"}}}"""), cancellationToken: TestContext.Current.CancellationToken);
        var current = await _client.GetAsync<Deployment>(_namespace, "web", TestContext.Current.CancellationToken);
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
    public async Task The_definitions_are_accepted_as_structural_and_keep_what_they_do_not_know()
    {
        var apply = new ServerSideApply(_client, "tests");
        foreach (var definition in CustomResourceDefinitions.All)
        {
            await apply.ApplyIfChangedAsync(definition, null, TestContext.Current.CancellationToken);
            var stored = await EstablishedAsync(definition.Metadata.Name!);
            Assert.DoesNotContain(stored.Status!.Conditions!, condition => condition.Type == "NonStructuralSchema");
            Assert.Null((await apply.ApplyIfChangedAsync(definition, stored, TestContext.Current.CancellationToken)).Difference);
        }

        await _client.ApplyAsync(NewApp(), new ApplyOptions { FieldManager = "user" }, TestContext.Current.CancellationToken);
        await _client.PatchAsync<MendixApp>(
            _namespace, "crm", PatchType.Merge, """{"spec":{"ofTheFuture":{"a":[1]}}}"""u8.ToArray(), cancellationToken: TestContext.Current.CancellationToken);
        var app = await _client.GetAsync<MendixApp>(_namespace, "crm", TestContext.Current.CancellationToken);
        Assert.Equal("""{"a":[1]}""", app.Spec!.UnknownFields!["ofTheFuture"].GetRawText());

        var status = new MendixApp
        {
            Metadata = new ObjectMeta { Namespace = _namespace, Name = "crm", Uid = app.Metadata.Uid },
            Status = new MendixAppStatus { ObservedGeneration = app.Metadata.Generation, AppState = "Started", Replicas = 0 },
        };
        var told = (await apply.ApplyStatusIfChangedAsync(status, app, TestContext.Current.CancellationToken)).Resource;
        Assert.Equal(app.Metadata.Generation, told.Metadata.Generation);
        Assert.Null((await apply.ApplyStatusIfChangedAsync(status, told, TestContext.Current.CancellationToken)).Difference);
        Assert.Null((await new ServerSideApply(_client, "user").ApplyIfChangedAsync(NewApp(), told, TestContext.Current.CancellationToken)).Difference);
    }

    private async Task<CustomResourceDefinition> EstablishedAsync(string name)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            var definition = await _client.GetAsync<CustomResourceDefinition>(null, name, limit.Token);
            if (definition.Status?.Conditions?.Any(condition => condition is { Type: "Established", Status: ConditionStatus.True }) == true)
            {
                return definition;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        }
    }

    private MendixApp NewApp() => new()
    {
        Metadata = new ObjectMeta { Namespace = _namespace, Name = "crm" },
        Spec = new MendixAppSpec
        {
            Database = new StorageRequest { ServicePlan = "database" },
            Storage = new StorageRequest { ServicePlan = "files" },
            SourceUrl = "oci-image://registry.example.com/crm:1.0",
            Replicas = 1,
        },
    };

    private ConfigMap NewMap(string name, string value) => new()
    {
        Metadata = new ObjectMeta { Namespace = _namespace, Name = name, Labels = new() { ["test"] = "true" } },
        Data = new() { ["key"] = value },
    };

    private Deployment NewDeployment() => new()
    {
        Metadata = new ObjectMeta { Namespace = _namespace, Name = "web", Annotations = new() { ["ours"] = "1" } },
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
