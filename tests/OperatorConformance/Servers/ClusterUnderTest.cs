using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.OperatorConformance.Harness;

namespace Mendix.PrivateCloud.OperatorConformance.Servers;

/// <summary>A cluster on which operators are tried, started once for all tests: it knows our kinds, and its pods become ready.</summary>
public abstract class ClusterUnderTest : IAsyncDisposable
{
    private readonly Lazy<Task> _start;
    private readonly CancellationTokenSource _ending = new();
    private Task _pods = Task.CompletedTask;
    private string _kubeConfig = "";

    protected ClusterUnderTest() => _start = new Lazy<Task>(InstallAsync);

    /// <summary>Whether an account may only do what its roles say.</summary>
    public abstract bool ChecksRights { get; }

    /// <summary>Somebody who may do everything.</summary>
    public KubernetesClient Admin { get; private set; } = null!;

    /// <summary>The same without types, for what our client has none for.</summary>
    public HttpClient AdminHttp { get; private set; } = null!;

    /// <summary>Starts it unless it runs. Skips the test where it cannot be had.</summary>
    public Task StartAsync() => _start.Value;

    /// <summary>A client of the cluster; the caller disposes of it.</summary>
    /// <param name="token">Whose it is; an admin's where null.</param>
    /// <param name="home">The namespace that it is at home in.</param>
    /// <param name="wrap">Put around the connection.</param>
    public KubernetesClient Connect(string? token, string home, Func<HttpMessageHandler, HttpMessageHandler>? wrap = null)
    {
        var options = KubeConfig.Load(_kubeConfig);
        options.Namespace = home;
        options.WrapHandler = wrap;
        if (token is not null)
        {
            options.ClientCertificate = null;
            options.Credential = new TokenCredential(token);
        }

        return new KubernetesClient(options);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _ending.CancelAsync();
        await _pods;
        Admin?.Dispose();
        AdminHttp?.Dispose();
        _ending.Dispose();
        await StopAsync();
    }

    /// <returns>The path of an admin's kubeconfig.</returns>
    protected abstract Task<string> LaunchAsync();

    protected abstract ValueTask StopAsync();

    /// <summary>Plays what makes pods ready, where nobody else does.</summary>
    protected virtual Task RunPodsAsync(CancellationToken cancellationToken) => new ReadyPods(Admin).RunAsync(cancellationToken);

    private async Task InstallAsync()
    {
        _kubeConfig = await LaunchAsync();
        Admin = Connect(token: null, "default", connection =>
        {
            AdminHttp = new HttpClient(connection, disposeHandler: false) { BaseAddress = KubeConfig.Load(_kubeConfig).Server };
            return connection;
        });
        foreach (var definition in CustomResourceDefinitions.All)
        {
            await Admin.ApplyAsync(definition, new ApplyOptions { FieldManager = "test", Force = true }, _ending.Token);
        }

        await Polling.UntilAsync("the kinds are known", async () =>
        {
            try
            {
                await Admin.ListAsync<MendixApp>("default", cancellationToken: _ending.Token);
                await Admin.ListAsync<StoragePlan>("default", cancellationToken: _ending.Token);
                return await Admin.HasKindAsync<StorageInstance>(_ending.Token);
            }
            catch (KubernetesException exception) when (exception.IsNotFound)
            {
                return false;
            }
        });
        _pods = RunPodsAsync(_ending.Token);
    }
}
