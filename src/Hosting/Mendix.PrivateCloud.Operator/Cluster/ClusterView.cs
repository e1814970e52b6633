using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Storage.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>What the operator knows of the cluster: one informer per kind that it manages, makes or depends on.</summary>
internal sealed class ClusterView
{
    private readonly List<Func<CancellationToken, Task>> _run = [];
    private readonly List<Func<CancellationToken, Task>> _synced = [];
    private readonly List<Func<FollowedKind>> _kinds = [];

    public ClusterView(KubernetesClient client, IOptions<OperatorOptions> options, ILoggerFactory loggers)
    {
        Informer<T> Follow<T>(Func<T, T?>? transform = null, string? labels = null)
            where T : class, IKubernetesObject<T>
        {
            var what = new InformerOptions<T> { Transform = Keep, LabelSelector = labels };
            foreach (var name in options.Value.Namespaces)
            {
                what.Namespaces.Add(name);
            }

            var informer = new Informer<T>(client, what, loggers.CreateLogger<Informer<T>>());
            _run.Add(informer.RunAsync);
            _synced.Add(informer.WaitForSyncAsync);
            _kinds.Add(() => new FollowedKind(T.Definition.Plural, informer.HasSynced, ProblemOf(informer.Failure)));
            return informer;

            // Who else owns what is half of an object's size and of no interest here.
            T? Keep(T resource)
            {
                var own = FieldOwnership.KeepOnly(resource, Labels.Manager);
                return transform is null ? own : transform(own);
            }
        }

        Apps = Follow<MendixApp>();
        Configurations = Follow<OperatorConfiguration>();
        Plans = Follow<StoragePlan>();
        Instances = Follow<StorageInstance>();
        Builds = Follow<Build>();
        Endpoints = Follow<Endpoint>();
        Runtimes = Follow<Runtime>();
        Secrets = Follow<Secret>(CachedSecret.Of);
        Services = Follow<Service>();
        Ingresses = Follow<Ingress>();
        Deployments = Follow<Deployment>();
        TaskPods = Follow<Pod>(labels: TaskPod.Verb);

        AppsByPlan = Apps.AddIndex(app => new[] { app.Spec?.Database?.ServicePlan, app.Spec?.Storage?.ServicePlan }
            .OfType<string>().Distinct().Select(plan => Key(app.Metadata.Namespace, plan)));
        InstancesByPlan = Instances.AddIndex(instance => [Key(instance.Metadata.Namespace, instance.Spec?.PlanName)]);
        InstancesByCredentials = Instances.AddIndex(instance => [Key(instance.Metadata.Namespace, instance.Spec?.Provisioner?.CredentialsSecretName)]);
        PlansByCredentials = Plans.AddIndex(plan => [Key(plan.Metadata.Namespace, plan.Spec?.Provisioner?.CredentialsSecretName)]);
        PlansByNamespace = Plans.AddIndex(plan => [plan.Metadata.Namespace ?? ""]);
        BuildsByNamespace = Builds.AddIndex(build => [build.Metadata.Namespace ?? ""]);
        AppsByNamespace = Apps.AddIndex(app => [app.Metadata.Namespace ?? ""]);
    }

    public Informer<MendixApp> Apps { get; }

    public Informer<OperatorConfiguration> Configurations { get; }

    public Informer<StoragePlan> Plans { get; }

    public Informer<StorageInstance> Instances { get; }

    public Informer<Build> Builds { get; }

    public Informer<Endpoint> Endpoints { get; }

    public Informer<Runtime> Runtimes { get; }

    public Informer<Secret> Secrets { get; }

    public Informer<Service> Services { get; }

    public Informer<Ingress> Ingresses { get; }

    public Informer<Deployment> Deployments { get; }

    /// <summary>The pods that run provisioners, and no others.</summary>
    public Informer<Pod> TaskPods { get; }

    public ResourceIndex<MendixApp> AppsByPlan { get; }

    public ResourceIndex<MendixApp> AppsByNamespace { get; }

    public ResourceIndex<Build> BuildsByNamespace { get; }

    public ResourceIndex<StorageInstance> InstancesByPlan { get; }

    public ResourceIndex<StorageInstance> InstancesByCredentials { get; }

    public ResourceIndex<StoragePlan> PlansByCredentials { get; }

    public ResourceIndex<StoragePlan> PlansByNamespace { get; }

    public static string Key(string? namespaceName, string? name) => $"{namespaceName}/{name}";

    /// <summary>Follows the cluster until cancelled, or until one kind cannot be followed any more: then none is.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = _run.Select(run => run(all.Token)).ToList();
        await Task.WhenAny(running);
        await all.CancelAsync();
        await Task.WhenAll(running);
    }

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => Task.WhenAll(_synced.Select(wait => wait(cancellationToken)));

    /// <summary>How each kind is followed at the moment.</summary>
    public IReadOnlyList<FollowedKind> Kinds() => [.. _kinds.Select(kind => kind())];

    // The words of a failure may hold more than everybody should read; its reason does not, and the log has the words.
    private static string? ProblemOf(Exception? failure) => failure switch
    {
        null => null,
        KubernetesException refusal => refusal.Reason ?? refusal.StatusCode?.ToString() ?? "Failed",
        _ => "Failed",
    };
}
