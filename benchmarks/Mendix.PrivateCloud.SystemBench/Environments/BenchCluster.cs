using System.Diagnostics;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mendix.PrivateCloud.SystemBench.Environments;

/// <summary>An API server with the custom resources, two ephemeral plans, a user, and the operator as an embedder composes it.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private const string Namespace = "apps";

    // The plan's list of users is written a second after the last change; nothing else takes as long.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly BenchServer _server;
    private readonly EnvironmentWatch _watch;
    private IHost? _operator;

    private BenchCluster(BenchServer server, RequestTally requests)
    {
        _server = server;
        Requests = requests;
        User = new KubernetesClient(server.Connect(handler => new AgentHandler(handler)));
        _watch = new EnvironmentWatch(User, Namespace);
    }

    public RequestTally Requests { get; }

    public ReconcileCounter Reconciles { get; } = new();

    public KubernetesClient User { get; }

    public Process? ServerProcess => _server.Child;

    public static async Task<BenchCluster> StartAsync(bool separate)
    {
        var requests = new RequestTally();
        var server = await BenchServer.StartAsync(separate, requests);
        await InstallAsync(server);
        return new BenchCluster(server, requests);
    }

    public async Task StartOperatorAsync(TimeSpan resyncPeriod)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddKubernetesClient(_ => _server.Connect());
        builder.Services.AddPrivateCloud().AddEphemeral().AddOperator(options =>
        {
            options.Namespaces.Add(Namespace);
            options.LeaderElection = false;
            options.Controllers.ResyncPeriod = resyncPeriod;
            options.StorageControllers.ResyncPeriod = resyncPeriod;
        });
        _operator = builder.Build();
        await _operator.StartAsync();
    }

    public async Task StopOperatorAsync()
    {
        if (_operator is not null)
        {
            await _operator.StopAsync();
            await ((IAsyncDisposable)_operator).DisposeAsync();
            _operator = null;
        }
    }

    /// <summary>Creates an environment. Gives the time from before the request until its user sees it Ready.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="clients">How many requests may be under way at once; the time counts from when this one is sent.</param>
    public async Task<TimeSpan> CreateAsync(string name, SemaphoreSlim? clients = null)
    {
        await (clients?.WaitAsync() ?? Task.CompletedTask);
        var start = Stopwatch.GetTimestamp();
        await User.CreateAsync(Environment(name));
        clients?.Release();
        return Stopwatch.GetElapsedTime(start, await _watch.ReadyAsync(name));
    }

    /// <summary>Changes a field that no part takes up. Gives the time until the user has the answer, and until the user sees it in the status.</summary>
    public async Task<(TimeSpan Request, TimeSpan Status)> ChangeAsync(string name, int value)
    {
        var patch = System.Text.Encoding.UTF8.GetBytes($$"""{ "spec": { "benchmark": {{value}} } }""");
        var start = Stopwatch.GetTimestamp();
        var changed = await User.PatchAsync<MendixApp>(Namespace, name, PatchType.Merge, patch);
        var answered = Stopwatch.GetTimestamp();
        var seen = await _watch.ObservedAsync(name, changed.Metadata.Generation!.Value);
        return (Stopwatch.GetElapsedTime(start, answered), Stopwatch.GetElapsedTime(start, seen));
    }

    /// <summary>Waits until the operator has neither sent nor reconciled anything for a while.</summary>
    public async Task UntilQuietAsync()
    {
        var (seen, since) = ((-1, -1), Stopwatch.StartNew());
        while (since.Elapsed < Quiet)
        {
            var now = (Requests.Total, Reconciles.Total);
            if (seen != now)
            {
                (seen, since) = (now, Stopwatch.StartNew());
            }

            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopOperatorAsync();
        await _watch.DisposeAsync();
        User.Dispose();
        await _server.DisposeAsync();
        Reconciles.Dispose();
    }

    private static async Task InstallAsync(BenchServer server)
    {
        using var admin = new KubernetesClient(server.Connect(handler => new AgentHandler(handler)));
        var apply = new ApplyOptions { FieldManager = "user" };
        foreach (var definition in CustomResourceDefinitions.All)
        {
            await admin.ApplyAsync(definition, apply);
        }

        await admin.ApplyAsync(new Kubernetes.Resources.Namespace { Metadata = new ObjectMeta { Name = Namespace } }, apply);
        await admin.ApplyAsync(Plan("database", StorageTypes.Database, "ephemeral-database"), apply);
        await admin.ApplyAsync(Plan("files", StorageTypes.File, "ephemeral-file"), apply);
    }

    private static StoragePlan Plan(string name, string storageType, string provisioner) => new()
    {
        Metadata = new ObjectMeta { Namespace = Namespace, Name = name },
        Spec = new StoragePlanSpec { StorageType = storageType, Provisioner = new ProvisionerReference { Type = provisioner } },
    };

    private static MendixApp Environment(string name) => new()
    {
        Metadata = new ObjectMeta { Namespace = Namespace, Name = name },
        Spec = new MendixAppSpec
        {
            Database = new StorageRequest { ServicePlan = "database" },
            Storage = new StorageRequest { ServicePlan = "files" },
            SourceUrl = "oci-image://registry.example.com/app:1.0",
        },
    };
}
