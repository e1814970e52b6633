using System.Text;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Operator;
using Mendix.PrivateCloud.Testing.Operator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mendix.PrivateCloud.TaskHost.Tests;

/// <summary>A cluster that runs pods as processes, with an operator that has just the provisioners that it is given, and those for files.</summary>
internal sealed class TaskTestCluster : IAsyncDisposable
{
    private readonly LocalClusterServer _server;
    private readonly HttpClient _http;
    private readonly IHost _operator;

    private TaskTestCluster(LocalClusterServer server, Action<IPrivateCloudBuilder> provisioners, Action<OperatorOptions>? configure)
    {
        _server = server;
        _http = server.CreateHttpClient();
        User = new KubernetesClient(_http);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddKubernetesClient(_http);
        var cloud = builder.Services.AddPrivateCloud().AddEphemeral().AddOperator(options =>
        {
            options.LeaderElection = false;
            configure?.Invoke(options);
        });
        provisioners(cloud);
        _operator = builder.Build();
    }

    public KubernetesClient User { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TaskTestCluster> StartAsync(Action<IPrivateCloudBuilder> provisioners, INode node, Action<OperatorOptions>? configure = null)
    {
        var cluster = new TaskTestCluster(await LocalClusterServer.StartAsync(new LocalClusterOptions { Node = node }, Cancellation), provisioners, configure);
        foreach (var definition in CustomResourceDefinitions.All)
        {
            await cluster.ApplyAsync(definition);
        }

        await cluster.ApplyAsync(new Kubernetes.Resources.Namespace { Metadata = new ObjectMeta { Name = Samples.Namespace } });
        await cluster._operator.StartAsync(Cancellation);
        return cluster;
    }

    public Task<T> ApplyAsync<T>(T resource)
        where T : class, IKubernetesObject<T> => User.ApplyAsync(resource, new ApplyOptions { FieldManager = "user" }, Cancellation);

    public async Task ApplyPlansAsync(object parameters, string password, ProvisionerTask? task)
    {
        await ApplyAsync(new Secret
        {
            Metadata = new ObjectMeta { Namespace = Samples.Namespace, Name = "pg-admin" },
            Data = new Dictionary<string, byte[]> { ["password"] = Encoding.UTF8.GetBytes(password) },
        });
        var plan = Samples.Plan("pg", "postgres", StorageTypes.Database, parameters, "pg-admin");
        plan.Spec!.Provisioner!.Task = task;
        await ApplyAsync(plan);
        await ApplyAsync(Samples.FilePlan());
    }

    public Task<T?> FindAsync<T>(string name)
        where T : class, IKubernetesObject<T> => User.FindAsync<T>(Samples.Namespace, name, Cancellation);

    public async Task<T> UntilAsync<T>(string name, Func<T, bool> condition)
        where T : class, IKubernetesObject<T>
    {
        T? last = null;
        await PollAsync(async () => (last = await FindAsync<T>(name)) is not null && condition(last), () => $"{T.Definition.Kind} '{name}' did not become as wanted: {(last is null ? "nothing" : System.Text.Json.JsonSerializer.Serialize(last, T.TypeInfo))}");
        return last!;
    }

    public Task UntilGoneAsync<T>(string name)
        where T : class, IKubernetesObject<T> => PollAsync(async () => await FindAsync<T>(name) is null, () => $"{T.Definition.Kind} '{name}' is still there.");

    public async ValueTask DisposeAsync()
    {
        await _operator.StopAsync(CancellationToken.None);
        _operator.Dispose();
        await _server.DisposeAsync();
        User.Dispose();
        _http.Dispose();
    }

    private static async Task PollAsync(Func<Task<bool>> condition, Func<string> complaint)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (!await condition())
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException(complaint());
            }

            await Task.Delay(20, Cancellation);
        }
    }
}
