using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Operator;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Builds;
using Mendix.PrivateCloud.Operator.Builds.Pods;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Configurations;
using Mendix.PrivateCloud.Operator.Connections;
using Mendix.PrivateCloud.Operator.Endpoints;
using Mendix.PrivateCloud.Operator.Runtimes;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Operator.Storage;
using Mendix.PrivateCloud.Operator.Storage.Tasks;
using Mendix.PrivateCloud.Operator.Tasks;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Brings the operator into a host.</summary>
public static class OperatorBuilderExtensions
{
    /// <summary>
    /// Adds the operator as a hosted service. It needs a <see cref="KubernetesClient"/> (<c>AddKubernetesClient()</c>) and
    /// the provisioners that its plans name.
    /// </summary>
    /// <param name="builder">The registration.</param>
    /// <param name="configure">Which namespaces, and how it works. A value out of range keeps the host from starting.</param>
    public static IPrivateCloudBuilder AddOperator(this IPrivateCloudBuilder builder, Action<OperatorOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddOptions<OperatorOptions>().Configure(configure ?? (static _ => { }));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OperatorOptions>, OperatorOptionsValidation>());
        services.TryAddSingleton<ClusterView>();
        services.TryAddSingleton(static provider => new OperatorState(provider.GetRequiredService<ClusterView>()));
        services.TryAddSingleton<Leadership>();
        services.TryAddSingleton<OwnerCheck>();
        services.TryAddSingleton(Acting<ClusterWriter>);
        services.TryAddSingleton<ServerFeatures>();
        services.TryAddSingleton(static provider => new EventRecorder(
            provider.GetRequiredService<Leadership>().Client,
            new EventRecorderOptions { Component = "mendix-operator", MaxPending = 10_000 },
            provider.GetRequiredService<ILogger<EventRecorder>>()));
        services.TryAddSingleton<StatusEvents>();
        services.TryAddSingleton<NamespaceConnections>();
        services.TryAddSingleton<PlanLoader>();
        services.TryAddSingleton(Acting<DedicatedPlanClaim>);
        services.TryAddSingleton<StorageInstanceStatusWriter>();
        services.TryAddSingleton<CredentialsSecret>();
        services.TryAddSingleton<CredentialsRotation>();
        services.TryAddSingleton<TaskInputs>();
        services.TryAddSingleton<TaskPods>();
        services.TryAddSingleton<StorageTaskPods>();
        services.TryAddSingleton<ProvisioningInPod>();
        services.TryAddSingleton<RemovalInPod>();
        services.TryAddSingleton<TenantRemoval>();
        services.TryAddSingleton(Acting<AdminPassword>);
        services.TryAddSingleton<RevisionStore>();
        services.TryAddSingleton(Acting<RevisionKeeper>);
        services.TryAddSingleton<EnvironmentStates>();
        services.TryAddSingleton<RouteCertificate>();
        services.TryAddEnumerable([
            ServiceDescriptor.Singleton<NetworkKind, IngressKind>(),
            ServiceDescriptor.Singleton<NetworkKind, RouteKind>(),
            ServiceDescriptor.Singleton<NetworkKind, HttpRouteKind>(),
        ]);
        services.TryAddSingleton<RuntimeStatusWriter>();
        services.TryAddSingleton<MendixAppReconciler>();
        services.TryAddSingleton<OperatorConfigurationReconciler>();
        services.TryAddSingleton<StorageInstanceReconciler>();
        services.TryAddSingleton<StoragePlanReconciler>();
        services.TryAddSingleton<PlanSecretHold>();
        services.TryAddSingleton<PlanSecretReconciler>();
        services.TryAddSingleton<OpenShiftLogin>();
        services.TryAddSingleton<RegistryLogins>();
        services.TryAddSingleton<ImageWork>();
        services.TryAddSingleton<BuildSecret>();
        services.TryAddSingleton<BuildInPod>();
        services.TryAddSingleton<BuildStatusWriter>();
        services.TryAddSingleton<BuildReconciler>();
        services.TryAddSingleton<PullSecretReconciler>();
        services.TryAddSingleton<EndpointReconciler>();
        services.TryAddSingleton<RuntimeReconciler>();
        services.TryAddSingleton<Reconcilers>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, OperatorService>(Service));
        return builder;
    }

    // With a client that changes something only while this process leads.
    private static T Acting<T>(IServiceProvider provider)
        where T : class => ActivatorUtilities.CreateInstance<T>(provider, provider.GetRequiredService<Leadership>().Client);

    private static OperatorService Service(IServiceProvider provider) => provider.GetService<KubernetesClient>() is null
        ? throw new InvalidOperationException("The operator has no client for its cluster. Call services.AddKubernetesClient() as well.")
        : ActivatorUtilities.CreateInstance<OperatorService>(provider);
}
