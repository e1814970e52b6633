using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>What the operator knows of the cluster: one informer per kind that it manages, makes or depends on.</summary>
internal sealed class ClusterView
{
    private readonly List<Func<CancellationToken, Task>> _run = [];
    private readonly List<Func<CancellationToken, Task>> _synced = [];
    private readonly List<Func<FollowedKind>> _kinds = [];

    public ClusterView(KubernetesClient client, IOptions<OperatorOptions> options, TimeProvider time, ILoggerFactory loggers)
    {
        Informer<T> Make<T>(Func<T, T?>? transform, string? selector)
            where T : class, IKubernetesObject<T>
        {
            var what = new InformerOptions<T> { Transform = Keep, LabelSelector = selector };
            foreach (var name in options.Value.Namespaces)
            {
                what.Namespaces.Add(name);
            }

            var informer = new Informer<T>(client, what, loggers.CreateLogger<Informer<T>>());
            informer.Relisted += (_, _) => SightRegained?.Invoke();
            return informer;

            // Who else owns what is half of an object's size and of no interest here.
            T? Keep(T resource)
            {
                var own = FieldOwnership.KeepOnly(resource, Labels.Manager);
                return transform is null ? own : transform(own);
            }
        }

        Informer<T> Follow<T>(Func<T, T?>? transform = null, string? selector = null)
            where T : class, IKubernetesObject<T>
        {
            var informer = Make(transform, selector);
            _run.Add(informer.RunAsync);
            _synced.Add(informer.WaitForSyncAsync);
            _kinds.Add(() => new FollowedKind(T.Definition.Plural, informer.HasSynced, ProblemOf(informer.Failure)));
            return informer;
        }

        KindOnDemand<T> FollowOnDemand<T>()
            where T : class, IKubernetesObject<T>
        {
            var kind = new KindOnDemand<T>(client, Make<T>(null, null), time);
            _run.Add(kind.RunAsync);
            return kind;
        }

        KindIfPresent<T> FollowIfPresent<T>()
            where T : class, IKubernetesObject<T>
        {
            var optional = new KindIfPresent<T>(client, Make<T>(null, null), time);
            _run.Add(optional.RunAsync);
            _synced.Add(optional.WaitForSyncAsync);
            return optional;
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
        Routes = FollowOnDemand<OpenShiftRoute>();
        HttpRoutes = FollowOnDemand<HttpRoute>();
        Deployments = Follow<Deployment>();
        TaskPods = Follow<Pod>(selector: TaskPod.Verb);
        Revisions = Follow<ControllerRevision>(selector: $"{Labels.ManagedBy}={Labels.Manager}");
        Pods = Follow<Pod>(CachedPod.Of, $"{Labels.Component}={Labels.AppComponent}");
        ServiceAccounts = Follow<ServiceAccount>(static account =>
            account.Metadata.Annotations?.GetValueOrDefault(Labels.EnvironmentAccount) == "true" ? account : null);
        DisruptionBudgets = FollowIfPresent<PodDisruptionBudget>();
        SecretProviderClasses = FollowIfPresent<SecretProviderClass>();

        AppsByPlan = Apps.AddIndex(app => new[] { app.Spec?.Database?.ServicePlan, app.Spec?.Storage?.ServicePlan }
            .OfType<string>().Distinct().Select(plan => Key(app.Metadata.Namespace, plan)));
        InstancesByPlan = Instances.AddIndex(instance => [Key(instance.Metadata.Namespace, instance.Spec?.PlanName)]);
        InstancesByNamespace = Instances.AddIndex(instance => [instance.Metadata.Namespace ?? ""]);
        InstancesByCredentials = Instances.AddIndex(instance => [Key(instance.Metadata.Namespace, instance.Spec?.Provisioner?.CredentialsSecretName)]);
        PlansByCredentials = Plans.AddIndex(plan => [Key(plan.Metadata.Namespace, plan.Spec?.Provisioner?.CredentialsSecretName)]);
        PlansByNamespace = Plans.AddIndex(plan => [plan.Metadata.Namespace ?? ""]);
        BuildsByNamespace = Builds.AddIndex(build => [build.Metadata.Namespace ?? ""]);
        EndpointsByTlsSecret = Endpoints.AddIndex(endpoint => [Key(endpoint.Metadata.Namespace, endpoint.Spec?.Tls?.SecretName)]);
        AppsByNamespace = Apps.AddIndex(app => [app.Metadata.Namespace ?? ""]);
        PodsByApp = Pods.AddIndex(pod => [Key(pod.Metadata.Namespace, pod.Metadata.Labels?.GetValueOrDefault(Labels.App))]);
    }

    /// <summary>
    /// Some kind is followed again after a time of which not everything is known: what was made and somebody else removed in it, nobody
    /// is told of.
    /// </summary>
    public event Action? SightRegained;

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

    public KindOnDemand<OpenShiftRoute> Routes { get; }

    public KindOnDemand<HttpRoute> HttpRoutes { get; }

    public Informer<Deployment> Deployments { get; }

    /// <summary>The pods that run provisioners or build images, and no others.</summary>
    public Informer<Pod> TaskPods { get; }

    /// <summary>The configurations that environments were made from.</summary>
    public Informer<ControllerRevision> Revisions { get; }

    /// <summary>The pods of apps, cut down to what is needed.</summary>
    public Informer<Pod> Pods { get; }

    /// <summary>Only those that an app may use.</summary>
    public Informer<ServiceAccount> ServiceAccounts { get; }

    public KindIfPresent<PodDisruptionBudget> DisruptionBudgets { get; }

    public KindIfPresent<SecretProviderClass> SecretProviderClasses { get; }

    public ResourceIndex<Pod> PodsByApp { get; }

    public ResourceIndex<MendixApp> AppsByPlan { get; }

    public ResourceIndex<MendixApp> AppsByNamespace { get; }

    public ResourceIndex<Build> BuildsByNamespace { get; }

    public ResourceIndex<Endpoint> EndpointsByTlsSecret { get; }

    public ResourceIndex<StorageInstance> InstancesByPlan { get; }

    public ResourceIndex<StorageInstance> InstancesByNamespace { get; }

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
