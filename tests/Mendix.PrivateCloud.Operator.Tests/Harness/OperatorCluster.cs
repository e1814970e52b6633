using System.Collections.Concurrent;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Operator.Tests.Harness;

/// <summary>A cluster of its own with the operator at work in it, and a user's client.</summary>
public sealed class OperatorCluster : IAsyncDisposable
{
    public const string Namespace = Samples.Namespace;

    private readonly LocalClusterServer _server;
    private readonly HttpClient _operatorHttp;
    private readonly HttpClient _userHttp;
    private readonly Action<OperatorOptions>? _configure;
    private readonly Action<IServiceCollection>? _services;
    private readonly RequestHooks _hooks;
    private IHost? _operator;

    private OperatorCluster(LocalClusterServer server, RequestHooks hooks, Action<OperatorOptions>? configure, Action<IServiceCollection>? services, Func<HttpClient, HttpClient>? transport)
    {
        _server = server;
        _hooks = hooks;
        _configure = configure;
        _services = services;
        _operatorHttp = transport is null ? server.CreateHttpClient() : transport(server.CreateHttpClient());
        var userHttp = server.CreateHttpClient();
        _userHttp = new HttpClient(new RenamingHandler(userHttp, "test-user")) { BaseAddress = userHttp.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
        User = new KubernetesClient(_userHttp);
    }

    public ShelfServer Shelf { get; } = new();

    /// <summary>Cancelled when the operator's host ends by itself.</summary>
    public CancellationToken OperatorEnding => _operator!.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    public LogCollector Logs { get; } = new();

    public KubernetesClient User { get; }

    /// <summary>For kubectl.</summary>
    public string KubeConfig => _server.KubeConfig;

    /// <summary>Every request of the operator that changed or meant to change something.</summary>
    public ConcurrentQueue<LocalRequest> Requests => _hooks.Requests;

    public IEnumerable<LocalRequest> Writes => Requests.Where(request => request.Verb is not ("get" or "list" or "watch"));

    /// <summary>Sees every request of the operator before its effect, and may put a fault in its place.</summary>
    public Func<LocalRequest, ValueTask<LocalFault?>> BeforeRequest { get => _hooks.Before; set => _hooks.Before = value; }

    /// <summary>Sees every request of the operator after its effect, and may put a fault in the place of the answer.</summary>
    public Func<LocalRequest, ValueTask<LocalFault?>> AfterRequest { get => _hooks.After; set => _hooks.After = value; }

    public static async Task<OperatorCluster> StartAsync(
        Action<OperatorOptions>? configure = null, bool withOperator = true, Func<HttpClient, HttpClient>? transport = null, INode? node = null,
        Action<IServiceCollection>? services = null)
    {
        var hooks = new RequestHooks();
        var server = await LocalClusterServer.StartAsync(
            new LocalClusterOptions { BeforeRequest = hooks.BeforeAsync, AfterRequest = hooks.AfterAsync, Node = node ?? new ReadyNode() }, TestContext.Current.CancellationToken);
        var cluster = new OperatorCluster(server, hooks, configure, services, transport);
        await cluster.InstallAsync();
        if (withOperator)
        {
            await cluster.StartOperatorAsync();
        }

        return cluster;
    }

    public async Task StartOperatorAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton(Shelf);
        builder.Services.AddKubernetesClient(_operatorHttp);
        builder.Services.AddPrivateCloud().AddEphemeral().AddProvisioner<ShelfProvisioner>().AddProvisioner<TwoSlotShelfProvisioner>().AddOperator(options =>
        {
            options.Namespaces.Add(Namespace);
            options.LeaderElection = false;
            _configure?.Invoke(options);
        });
        _services?.Invoke(builder.Services);
        _operator = builder.Build();
        await _operator.StartAsync(TestContext.Current.CancellationToken);
    }

    public async Task StopOperatorAsync()
    {
        if (_operator is not null)
        {
            await _operator.StopAsync(TestContext.Current.CancellationToken);
            _operator.Dispose();
            _operator = null;
        }
    }

    public Task<T> ApplyAsync<T>(T resource)
        where T : class, IKubernetesObject<T> =>
        User.ApplyAsync(resource, new ApplyOptions { FieldManager = "user" }, TestContext.Current.CancellationToken);

    public Task<T?> FindAsync<T>(string name)
        where T : class, IKubernetesObject<T> => User.FindAsync<T>(Namespace, name, TestContext.Current.CancellationToken);

    /// <summary>Waits until an object is as wanted, and gives it; a time-out tells how it was instead.</summary>
    public async Task<T> UntilAsync<T>(string name, Func<T, bool> condition)
        where T : class, IKubernetesObject<T>
    {
        T? last = null;
        try
        {
            await PollAsync(async () => (last = await FindAsync<T>(name)) is not null && condition(last));
        }
        catch (TimeoutException)
        {
            var seen = last is null ? "nothing" : System.Text.Json.JsonSerializer.Serialize(last, T.TypeInfo);
            throw new TimeoutException($"{T.Definition.Kind} '{name}' did not become as wanted. Last seen: {seen}\n{Logs.Tail()}");
        }

        return last!;
    }

    public Task UntilGoneAsync<T>(string name)
        where T : class, IKubernetesObject<T> => PollAsync(async () => await FindAsync<T>(name) is null);

    public static async Task PollAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        try
        {
            while (!await condition())
            {
                await Task.Delay(10, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    /// <summary>Waits until the operator has sent nothing for a while: everything that was to happen has happened.</summary>
    public async Task UntilQuietAsync()
    {
        var (seen, since) = (-1, 0);
        await PollAsync(() =>
        {
            (seen, since) = seen == Requests.Count ? (seen, since + 1) : (Requests.Count, 0);
            return Task.FromResult(since >= 40);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await StopOperatorAsync();
        await _server.DisposeAsync();
        User.Dispose();
        _userHttp.Dispose();
        _operatorHttp.Dispose();
        Assert.Empty(_hooks.Undeclared);
    }

    private async Task InstallAsync()
    {
        foreach (var definition in CustomResourceDefinitions.All)
        {
            await ApplyAsync(definition);
        }

        await ApplyAsync(new Kubernetes.Resources.Namespace { Metadata = new ObjectMeta { Name = Namespace } });
    }
}
