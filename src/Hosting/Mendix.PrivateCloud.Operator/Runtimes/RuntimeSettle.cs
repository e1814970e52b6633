using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Cluster;

namespace Mendix.PrivateCloud.Operator.Runtimes;

/// <summary>Whether every replica of an app runs with the settings that its Secrets hold.</summary>
internal static class RuntimeSettle
{
    /// <param name="view">What is known of the cluster.</param>
    /// <param name="instance">Whose credentials.</param>
    /// <param name="credentials">The Secret that must have been taken in.</param>
    public static bool HasTakenIn(ClusterView view, StorageInstance instance, Secret credentials)
    {
        var (space, app) = (instance.Metadata.Namespace!, instance.Spec!.AppName);
        if (view.Runtimes.Find(space, AppNames.Runtime(app)) is not { Spec: { } runtime })
        {
            // No runtime was wanted yet, so nobody uses anything.
            return true;
        }

        string?[] names = [AppNames.AdminPasswordSecret(app), AppNames.RuntimeSettingsSecret(app), runtime.DatabaseSecretName, runtime.StorageSecretName];
        var secrets = names.Select(name => name == credentials.Metadata.Name ? credentials : view.Secrets.Find(space, name ?? "")).ToList();
        return view.Deployments.Find(space, AppNames.MasterDeployment(app)) is { } deployment
            && secrets.All(secret => secret?.Data is not null)
            && deployment.Spec?.Template?.Metadata?.Annotations?.GetValueOrDefault(Labels.SettingsDigest) == SettingsDigest.Of(secrets!)
            && DeploymentVerdict.Of(deployment).IsReady;
    }
}
