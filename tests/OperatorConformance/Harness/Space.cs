using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator;
using Mendix.PrivateCloud.OperatorConformance.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.OperatorConformance.Harness;

/// <summary>A namespace with an operator of its own, which lives in another one, as the account that the manifests give it.</summary>
internal sealed class Space : IAsyncDisposable
{
    private readonly ClusterUnderTest _cluster;
    private readonly bool _managesCluster;
    private KubernetesClient? _client;
    private IHost? _operator;
    private TaskKubelet? _tasks;

    private Space(ClusterUnderTest cluster, bool managesCluster)
    {
        (_cluster, _managesCluster) = (cluster, managesCluster);
        Name = $"apps-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        Account = new Account(cluster, $"{Name}-operator");
    }

    public string Name { get; }

    public Account Account { get; }

    public ShelfServer Shelf { get; } = new();

    public LogCollector Logs { get; } = new();

    /// <summary>Every call of the operator.</summary>
    public ConcurrentQueue<ApiCall> Calls { get; } = new();

    public KubernetesClient Admin => _cluster.Admin;

    /// <summary>Where the Lease is, unless a test says otherwise before the operator starts.</summary>
    public string? LeaseNamespace { get; set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Makes both namespaces and gives the account its rights; the operator is not yet started.</summary>
    /// <param name="cluster">Where.</param>
    /// <param name="files">Files of <c>deploy/rbac</c> besides <c>operator.yaml</c>.</param>
    public static Task<Space> CreateAsync(ClusterUnderTest cluster, params IReadOnlyList<string> files) => CreateAsync(cluster, files, _ => null);

    /// <summary>The same, with other documents in the place of some.</summary>
    public static async Task<Space> CreateAsync(ClusterUnderTest cluster, IReadOnlyList<string> files, Func<JsonObject, JsonObject?> replace)
    {
        await cluster.StartAsync();
        var space = new Space(cluster, files.Contains("cluster.yaml") && !files.Contains("namespace.yaml"));
        space.Account.Replace = replace;
        await space.Account.ApplyAsync("operator.yaml");
        await cluster.Admin.CreateAsync(new Kubernetes.Resources.Namespace { Metadata = new ObjectMeta { Name = space.Name } }, Cancellation);
        foreach (var file in files)
        {
            await space.Account.ApplyAsync(file, space.Name);
        }

        return space;
    }

    public async Task StartOperatorAsync()
    {
        if (_client is null)
        {
            var token = await Account.TokenAsync();
            _client = _cluster.Connect(token, Account.Home, inner => new CallRecorder(inner, Calls));
        }

        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton(Shelf);
        // Not the host's to dispose of: it serves the next one.
        builder.Services.AddSingleton(_client);
        builder.Services.AddPrivateCloud().AddEphemeral().AddProvisioner<ShelfProvisioner>().AddOperator(Configure);
        _operator = builder.Build();
        await _operator.StartAsync(Cancellation);
        _tasks ??= new TaskKubelet(Admin, Shelf, Name);
    }

    public async Task StopOperatorAsync()
    {
        if (_operator is not null)
        {
            await _operator.StopAsync(Cancellation);
            _operator.Dispose();
            _operator = null;
        }
    }

    public Task<T> ApplyAsync<T>(T resource)
        where T : class, IKubernetesObject<T>
    {
        resource.Metadata.Namespace = Name;
        return Admin.ApplyAsync(resource, new ApplyOptions { FieldManager = "user", Force = true }, Cancellation);
    }

    public Task PatchAsync<T>(string name, string patch)
        where T : class, IKubernetesObject<T> =>
        Admin.PatchAsync<T>(Name, name, PatchType.Merge, System.Text.Encoding.UTF8.GetBytes(patch), null, Cancellation);

    public Task DeleteAsync<T>(string name, DeletePropagation? propagation = null)
        where T : class, IKubernetesObject<T> =>
        Admin.DeleteAsync<T>(Name, name, propagation is null ? null : new DeleteOptions { Propagation = propagation }, Cancellation);

    public Task<T?> FindAsync<T>(string name)
        where T : class, IKubernetesObject<T> => Admin.FindAsync<T>(Name, name, Cancellation);

    public async Task<IReadOnlyList<T>> ListAsync<T>()
        where T : class, IKubernetesObject<T> => [.. (await Admin.ListAsync<T>(Name, cancellationToken: Cancellation)).Items];

    /// <summary>Waits until an object is as wanted, and gives it; a time-out tells how it was instead.</summary>
    public async Task<T> UntilAsync<T>(string name, Func<T, bool> condition)
        where T : class, IKubernetesObject<T>
    {
        T? last = null;
        await UntilAsync(
            $"{T.Definition.Kind} '{name}' is as wanted",
            async () => (last = await FindAsync<T>(name)) is not null && condition(last),
            () => last is null ? "It is not there." : JsonSerializer.Serialize(last, T.TypeInfo));
        return last!;
    }

    public Task UntilGoneAsync<T>(string name)
        where T : class, IKubernetesObject<T> =>
        UntilAsync($"{T.Definition.Kind} '{name}' is gone", async () => await FindAsync<T>(name) is null);

    public Task UntilAsync(string what, Func<Task<bool>> condition, Func<string>? explain = null) => Polling.UntilAsync(
        what,
        condition,
        () => Task.FromResult($"{explain?.Invoke()}\n{string.Join('\n', Calls.Where(call => call.StatusCode >= 400).TakeLast(10))}\n{Logs.Tail()}"));

    /// <summary>Waits until the operator has called nothing for two seconds but for its Lease.</summary>
    public async Task UntilQuietAsync()
    {
        var (seen, since) = (-1, 0);
        await UntilAsync("the operator is quiet", () =>
        {
            var now = Calls.Count(call => call.Resource != "leases");
            (seen, since) = (now, now == seen ? since + 1 : 0);
            return Task.FromResult(since >= 40);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await StopOperatorAsync();
        await (_tasks?.DisposeAsync() ?? default);
        _client?.Dispose();
        await ReleaseAsync<StorageInstance>();
        await ReleaseAsync<Secret>();
        foreach (var name in new[] { Name, Account.Home })
        {
            await Admin.DeleteAsync<Kubernetes.Resources.Namespace>(null, name, cancellationToken: CancellationToken.None);
        }

        await Account.RemoveAsync();
    }

    private void Configure(OperatorOptions options)
    {
        if (!_managesCluster)
        {
            options.Namespaces.Add(Name);
        }

        options.LeaseNamespace = LeaseNamespace;
        foreach (var controllers in new[] { options.Controllers, options.StorageControllers, options.BuildControllers })
        {
            controllers.BackoffInitial = TimeSpan.FromMilliseconds(50);
            controllers.BackoffMax = TimeSpan.FromMilliseconds(500);
        }
    }

    // The operator is gone, and somebody else's cluster must get rid of the namespace.
    private async Task ReleaseAsync<T>()
        where T : class, IKubernetesObject<T>
    {
        foreach (var held in (await Admin.ListAsync<T>(Name)).Items.Where(item => item.Metadata.Finalizers is { Count: > 0 }))
        {
            try
            {
                await Admin.PatchAsync<T>(Name, held.Metadata.Name!, PatchType.Merge, """{"metadata":{"finalizers":null}}"""u8.ToArray());
            }
            catch (KubernetesException exception) when (exception.IsNotFound)
            {
                // It went by itself.
            }
        }
    }
}
