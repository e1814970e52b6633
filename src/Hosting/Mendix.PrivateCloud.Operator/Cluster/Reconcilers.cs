using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Builds;
using Mendix.PrivateCloud.Operator.Configurations;
using Mendix.PrivateCloud.Operator.Endpoints;
using Mendix.PrivateCloud.Operator.Runtimes;
using Mendix.PrivateCloud.Operator.Storage;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>The reconciler of each kind.</summary>
internal sealed record Reconcilers(
    MendixAppReconciler Apps,
    OperatorConfigurationReconciler Configurations,
    StorageInstanceReconciler Instances,
    StoragePlanReconciler Plans,
    PlanSecretReconciler PlanSecrets,
    BuildReconciler Builds,
    PullSecretReconciler PullSecrets,
    EndpointReconciler Endpoints,
    RuntimeReconciler Runtimes);
