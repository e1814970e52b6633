using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>
/// Keeps the Secret of a plan while a tenant may need it for its removal. A deletion of the namespace takes everything at
/// once; without the Secret the tenants could not be removed, and the namespace would wait for them for ever.
/// </summary>
internal sealed class PlanSecretHold(ClusterView view, ClusterWriter writer)
{
    /// <summary>Whether the Secret bears the hold although nobody needs it, or the reverse.</summary>
    public static bool IsDue(ClusterView view, Secret secret) =>
        IsHeld(secret) != IsNeeded(view, secret) && (IsHeld(secret) || secret.Metadata.DeletionTimestamp is null);

    /// <summary>Holds the Secret that an instance's plan names. To be called before anything is made.</summary>
    /// <exception cref="StaleViewException">The Secret is not any more as last seen.</exception>
    public async Task TakeAsync(StorageInstance instance, CancellationToken cancellationToken)
    {
        // One that is being deleted cannot be held any more, and one that is not there is the plan's problem to tell.
        if (view.Secrets.Find(instance.Metadata.Namespace, instance.Spec!.Provisioner!.CredentialsSecretName ?? "") is { Metadata.DeletionTimestamp: null } secret
            && !IsHeld(secret))
        {
            await writer.AddFinalizerAsync(secret, Labels.CredentialsFinalizer, cancellationToken);
        }
    }

    /// <summary>Puts the hold on or takes it off, as the instances of now demand.</summary>
    /// <exception cref="StaleViewException">The Secret is not any more as last seen.</exception>
    public Task SettleAsync(Secret secret, CancellationToken cancellationToken) =>
        !IsDue(view, secret) ? Task.CompletedTask
        : IsHeld(secret) ? writer.RemoveFinalizerAsync(secret, Labels.CredentialsFinalizer, cancellationToken)
        : writer.AddFinalizerAsync(secret, Labels.CredentialsFinalizer, cancellationToken);

    private static bool IsHeld(Secret secret) => secret.Metadata.Finalizers?.Contains(Labels.CredentialsFinalizer) == true;

    private static bool IsNeeded(ClusterView view, Secret secret) =>
        view.InstancesByCredentials.Find(ClusterView.Key(secret.Metadata.Namespace, secret.Metadata.Name)).Any();
}
