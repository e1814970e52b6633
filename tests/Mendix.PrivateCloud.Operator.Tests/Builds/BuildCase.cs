using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using Mendix.PrivateCloud.Testing.Packages;
using Mendix.PrivateCloud.Testing.Registry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Operator.Tests.Builds;

/// <summary>The registries are shared; what a test pushes has a name of its own.</summary>
[CollectionDefinition(nameof(BuildCase))]
public sealed class BuildCaseDefinition : ICollectionFixture<RegistryFixture>;

/// <summary>A cluster with the operator, a server of deployment packages, and a registry that a configuration leads to.</summary>
internal sealed class BuildCase : IAsyncDisposable
{
    public const string App = "crm";
    public const string BuildName = "crm-build";

    private static int _number;

    private readonly DirectoryInfo _work;

    private BuildCase(OperatorCluster cluster, PackageServer source, RegistryServer registry, DirectoryInfo work)
    {
        (Cluster, Source, Registry, _work) = (cluster, source, registry, work);
        Repository = $"case{Interlocked.Increment(ref _number)}";
        Configuration = ConfigurationOf(registry, Repository);
    }

    public OperatorCluster Cluster { get; }

    public PackageServer Source { get; }

    public RegistryServer Registry { get; }

    /// <summary>What the names of all images of this case begin with.</summary>
    public string Repository { get; }

    /// <summary>What leads to the registry; a test may spoil it before it applies it.</summary>
    public OperatorConfiguration Configuration { get; }

    /// <summary>Nothing is in it when no build runs.</summary>
    public IEnumerable<string> WorkFolder => Directory.EnumerateFileSystemEntries(_work.FullName);

    public static async Task<BuildCase> StartAsync(
        RegistryServer registry, Action<OperatorOptions>? configure = null, Func<HttpClient, HttpClient>? transport = null, Action<IServiceCollection>? services = null)
    {
        var work = Directory.CreateTempSubdirectory("mxpc-builds-");
        var cluster = await OperatorCluster.StartAsync(
            options =>
            {
                options.BuildControllers.BackoffInitial = TimeSpan.FromMilliseconds(50);
                options.ConfigureImageBuilds = image =>
                {
                    image.WorkFolder = work.FullName;
                    image.RetryDelay = TimeSpan.FromMilliseconds(1);
                };
                configure?.Invoke(options);
            },
            transport: transport,
            services: services);
        await cluster.WithPlansAsync();
        return new BuildCase(cluster, await PackageServer.StartAsync(TestPackage.Usual().Zip()), registry, work);
    }

    /// <summary>Applies the configuration, and an app that is made of the package.</summary>
    public async Task ApplyAsync(Uri? source = null)
    {
        await Cluster.ApplyAsync(Configuration);
        await ApplyAppAsync(source);
    }

    public Task<MendixApp> ApplyAppAsync(Uri? source = null, int? replicas = null, string? version = "1.4.0", string name = App)
    {
        var app = Samples.App(name, replicas: replicas);
        (app.Spec!.SourceUrl, app.Spec.SourceVersion) = ((source ?? Source.Package).ToString(), version);
        return Cluster.ApplyAsync(app);
    }

    public Task<MendixApp> UntilReadyAsync(string name = App) => Cluster.UntilAsync<MendixApp>(name, Samples.IsReady);

    public Task<MendixApp> UntilAsync(string reason) => Cluster.UntilAsync<MendixApp>(App, app => app.SaysReason(reason));

    public async Task<BuildStatus> StatusAsync() => (await Cluster.FindAsync<Build>(BuildName))!.Status!;

    public async Task<string?> DeployedImageAsync() =>
        (await Cluster.FindAsync<Deployment>($"{App}-master"))?.Spec?.Template?.Spec?.Containers?.Single().Image;

    /// <summary>What the registry keeps for this case.</summary>
    public IReadOnlyList<string> Pushed() => [.. Registry.Inventory().Where(file => file.Contains($"/{Repository}/", StringComparison.Ordinal))];

    public IEnumerable<string> Tags() => Pushed()
        .Where(file => file.EndsWith("/current/link", StringComparison.Ordinal)).Select(file => file.Split('/')[^3]);

    /// <summary>Has the next download begin and not go on, until the client goes away.</summary>
    public Task<HttpContext> HoldNextDownload()
    {
        var begun = new TaskCompletionSource<HttpContext>();
        Source.Instead.Enqueue(async context =>
        {
            await context.Response.StartAsync();
            await context.Response.Body.WriteAsync(new byte[1000]);
            await context.Response.Body.FlushAsync();
            begun.TrySetResult(context);
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        return begun.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public static Task UntilAbortedAsync(HttpContext context)
    {
        var aborted = new TaskCompletionSource();
        context.RequestAborted.Register(aborted.SetResult);
        return aborted.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await Source.DisposeAsync();
        _work.Delete(recursive: true);
    }

    private static OperatorConfiguration ConfigurationOf(RegistryServer registry, string repository) => new()
    {
        Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = OperatorConfiguration.ObjectName },
        Spec = new OperatorConfigurationSpec
        {
            Registry = new OperatorRegistry { PushUrl = $"{registry.Address}/{repository}", ImageNameTemplate = "{{.Name}}:{{.Version}}-{{.Timestamp}}" },
            BuildRuntimeBaseImage = $"{registry.Address}/{RegistryFixture.BaseName}",
            BaseOSImageTagTemplate = "{{.MxRuntimeVersion}}-jre{{.JavaVersion}}",
        },
    };
}
