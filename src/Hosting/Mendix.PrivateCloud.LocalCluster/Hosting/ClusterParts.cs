using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.CustomResources;
using Mendix.PrivateCloud.LocalCluster.Deletion;
using Mendix.PrivateCloud.LocalCluster.Deployments;
using Mendix.PrivateCloud.LocalCluster.Discovery;
using Mendix.PrivateCloud.LocalCluster.GarbageCollection;
using Mendix.PrivateCloud.LocalCluster.Http;
using Mendix.PrivateCloud.LocalCluster.Namespaces;
using Mendix.PrivateCloud.LocalCluster.Nodes;
using Mendix.PrivateCloud.LocalCluster.Objects;
using Mendix.PrivateCloud.LocalCluster.Persistence;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Storage;
using Mendix.PrivateCloud.LocalCluster.Watching;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.LocalCluster.Hosting;

/// <summary>The parts of one cluster, put together.</summary>
internal sealed class ClusterParts : IAsyncDisposable
{
    public ClusterParts(LocalClusterOptions options)
    {
        Logger = options.LoggerFactory.CreateLogger("Mendix.PrivateCloud.LocalCluster");
        _folder = options.DataFolder is { } path ? DataFolder.Open(path) : null;
        _journal = _folder is null ? null : new FileJournal(_folder, Logger);
        Token = _folder?.ReadOrCreateToken() ?? DataFolder.NewToken();
        Store = new ObjectStore(options.HistorySize, (IChangeJournal?)_journal ?? new NoJournal());
        Registry = new ResourceRegistry();
        Writer = new ObjectWriter(Store, new NamespaceRules(Store), options.TimeProvider);
        Deleter = new ObjectDeleter(Store, options.TimeProvider);
        _definitions = new DefinitionController(Store, Registry, Writer, Deleter, Logger);
        _garbage = new GarbageCollector(Store, Registry, Writer, Deleter, Logger);
        _namespaces = new NamespaceRemover(Store, Registry, Writer, Deleter, options.TimeProvider, Logger);
        _deployments = new DeploymentController(Store, Registry, Writer, Deleter, options.TimeProvider, Logger);
        _node = options.Node is { } node ? new NodeRunner(node, new PodSurroundings(Store, KubeConfig.Task), Store, Writer, Registry, options.TimeProvider, Logger) : null;
        Watches = new WatchHandler(Store, Registry, options.TimeProvider, options.BookmarkInterval);
        var resources = new ResourceHandler(
            Registry,
            new ListHandler(Store),
            Watches,
            new WriteHandler(Store, Writer, Deleter),
            new PatchHandler(Store, Writer, options.TimeProvider),
            new ScaleHandler(Store, Writer),
            options.TimeProvider);
        Api = new ApiServer(
            new TokenCheck(Token),
            new Interception(options.BeforeRequest, options.AfterRequest),
            new DiscoveryHandler(Registry),
            resources,
            Logger);
    }

    /// <summary>The kubeconfig of this cluster, once it listens.</summary>
    public TaskCompletionSource<string> KubeConfig { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What every request must bear.</summary>
    public string Token { get; }

    public ILogger Logger { get; }

    private readonly DataFolder? _folder;
    private readonly FileJournal? _journal;
    private readonly DefinitionController _definitions;
    private readonly GarbageCollector _garbage;
    private readonly NamespaceRemover _namespaces;
    private readonly DeploymentController _deployments;
    private readonly NodeRunner? _node;

    public ObjectStore Store { get; }

    public ResourceRegistry Registry { get; }

    public ObjectWriter Writer { get; }

    public ObjectDeleter Deleter { get; }

    public WatchHandler Watches { get; }

    public ApiServer Api { get; }

    public void Start()
    {
        _journal?.Restore(Store);
        CreateDefaultNamespaces();
        _definitions.Start();
        _garbage.Start();
        _namespaces.Start();
        _deployments.Start();
        _node?.Start();
    }

    public async ValueTask DisposeAsync()
    {
        Watches.Dispose();
        await _definitions.DisposeAsync();
        await _garbage.DisposeAsync();
        await _namespaces.DisposeAsync();
        await _deployments.DisposeAsync();
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }

        _journal?.Dispose();
        _folder?.Dispose();
    }

    /// <summary>Makes the namespaces that every cluster has.</summary>
    private void CreateDefaultNamespaces()
    {
        var type = Registry.FindStored(GroupResource.Namespaces)!;
        foreach (var name in NamespaceRules.AlwaysThere)
        {
            if (Store.Find(GroupResource.Namespaces, new ObjectKey("", name)) is null)
            {
                var body = new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } };
                Writer.Create(type, "", body, new WriteOptions { FieldManager = "local-cluster" });
            }
        }
    }
}
