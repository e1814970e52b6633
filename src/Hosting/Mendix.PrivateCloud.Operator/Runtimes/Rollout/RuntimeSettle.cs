using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Runtimes.Settings;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rollout;

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
        var secrets = names.OfType<string>().Select(name => name == credentials.Metadata.Name ? credentials : view.Secrets.Find(space, name)).ToList();
        if (secrets.Any(secret => secret?.Data is null) || view.Deployments.Find(space, AppNames.MasterDeployment(app)) is not { } master)
        {
            return false;
        }

        var digest = SettingsDigest.Of(secrets!);
        Deployment?[] deployments = [master, view.Deployments.Find(space, AppNames.WorkerDeployment(app))];
        return deployments.OfType<Deployment>().All(deployment => DigestIn(deployment.Spec?.Template?.Metadata) == digest && DeploymentVerdict.Of(deployment).IsReady)
            // A pod that was told to stop works on for a while, with what it knows.
            && view.PodsByApp.Find(ClusterView.Key(space, app)).All(pod => pod.Status?.Phase is "Succeeded" or "Failed" || DigestIn(pod.Metadata) == digest);
    }

    private static string? DigestIn(ObjectMeta? metadata) => metadata?.Annotations?.GetValueOrDefault(Labels.SettingsDigest);
}
