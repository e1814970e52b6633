using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Operator.Storage;

/// <summary>The Secret that reaches a tenant. It also bears the tenant's id: a backup keeps it, and drops every status.</summary>
internal sealed class CredentialsSecret(KubernetesClient client, ClusterWriter writer, IOptions<OperatorOptions> options)
{
    /// <param name="instance">Whose tenant.</param>
    /// <param name="settings">What reaches it.</param>
    /// <param name="tenantId">Its id; null when nothing was made on any server, so that there is nothing to remove either.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task WriteAsync(StorageInstance instance, RuntimeSettings settings, string? tenantId, CancellationToken cancellationToken)
    {
        var secret = Skeleton(instance, tenantId);
        secret.Data = RuntimeSettingsData.Of(settings, options.Value.SecretFormat);
        return writer.ApplyAsync(secret, observed: null, cancellationToken);
    }

    /// <summary>Puts new credentials in the place of those that the Secret holds, if it still is as observed.</summary>
    /// <exception cref="StaleViewException">It is not.</exception>
    public Task RenewAsync(StorageInstance instance, Secret observed, RuntimeSettings settings, CancellationToken cancellationToken)
    {
        var secret = Render(instance, TenantIdOf(observed, instance), instance.Spec!.CredentialsRevision);
        secret.Metadata.Annotations ??= new Dictionary<string, string>();
        secret.Metadata.Annotations[Labels.EarlierCredentials] = "valid";
        secret.Metadata.ResourceVersion = observed.Metadata.ResourceVersion;
        secret.Type = observed.Type;
        secret.Data = RuntimeSettingsData.Of(settings, options.Value.SecretFormat);
        return writer.ApplyAsync(secret, observed: null, cancellationToken);
    }

    /// <summary>Notes that the credentials before these are gone, if the Secret still is as observed.</summary>
    /// <exception cref="StaleViewException">It is not.</exception>
    public Task SettleAsync(StorageInstance instance, Secret observed, CancellationToken cancellationToken)
    {
        var secret = Render(instance, TenantIdOf(observed, instance), RevisionOf(observed));
        secret.Metadata.ResourceVersion = observed.Metadata.ResourceVersion;
        secret.Type = observed.Type;
        secret.Data = observed.Data;
        return writer.ApplyAsync(secret, observed: null, cancellationToken);
    }

    /// <summary>What a task pod creates, without its data.</summary>
    public static Secret Skeleton(StorageInstance instance, string? tenantId)
    {
        var secret = Render(instance, tenantId, instance.Spec!.CredentialsRevision);
        secret.Type = "Opaque";
        return secret;
    }

    /// <summary>Removes the Secret, if it is the instance's and still the one that was seen.</summary>
    public Task RemoveAsync(StorageInstance instance, Secret secret, CancellationToken cancellationToken) =>
        Owners.IsOwnedBy(secret, instance) ? writer.DeleteAsync(secret, cancellationToken) : Task.CompletedTask;

    public static string? RevisionOf(Secret secret) => secret.Metadata.Annotations?.GetValueOrDefault(Labels.CredentialsRevision);

    public static bool AreEarlierOnesValid(Secret secret) => secret.Metadata.Annotations?.ContainsKey(Labels.EarlierCredentials) == true;

    public Task<Secret?> FindAsync(StorageInstance instance, CancellationToken cancellationToken) =>
        client.FindAsync<Secret>(instance.Metadata.Namespace, instance.Metadata.Name!, cancellationToken);

    /// <summary>The id of the tenant that a Secret reaches; null when it is not the instance's, or says nothing.</summary>
    public static string? TenantIdOf(Secret? secret, StorageInstance instance) =>
        secret is not null && (Owners.IsOwnedBy(secret, instance) || IsOrphanOf(secret, instance))
            ? secret.Metadata.Annotations?.GetValueOrDefault(Labels.TenantId)
            : null;

    /// <summary>
    /// Makes sure that the Secret bears our marks, as after a restore, and leaves its content as it is. Null when all is
    /// well; otherwise why it cannot be this instance's.
    /// </summary>
    public async Task<Verdict?> AdoptAsync(StorageInstance instance, Secret seen, CancellationToken cancellationToken)
    {
        if (Owners.IsOwnedBy(seen, instance) && IsLabelled(seen, instance))
        {
            return null;
        }

        // Only what is there now may be written back, and only if nobody changes it meanwhile.
        if (await FindAsync(instance, cancellationToken) is not { } secret)
        {
            throw new StaleViewException();
        }

        if (!Owners.IsOwnedBy(secret, instance) && !IsOrphanOf(secret, instance))
        {
            return Owners.ControllerOf(secret)?.Kind == instance.Kind
                ? Verdict.Processing(Reasons.Waiting, $"Waiting until the Secret '{secret.Metadata.Name}' of an earlier instance is gone.")
                : Verdict.Failed(
                    Reasons.Conflict,
                    $"A Secret '{secret.Metadata.Name}' exists already and was not made for this environment; it was left as it is. Rename or delete it.");
        }

        var adopted = Render(instance, TenantIdOf(secret, instance) ?? instance.Status?.TenantId, RevisionOf(secret));
        if (AreEarlierOnesValid(secret))
        {
            adopted.Metadata.Annotations ??= new Dictionary<string, string>();
            adopted.Metadata.Annotations[Labels.EarlierCredentials] = secret.Metadata.Annotations![Labels.EarlierCredentials];
        }

        adopted.Metadata.ResourceVersion = secret.Metadata.ResourceVersion;
        adopted.Type = secret.Type;
        adopted.Data = secret.Data;
        await writer.ApplyAsync(adopted, observed: null, cancellationToken);
        return null;
    }

    private static Secret Render(StorageInstance instance, string? tenantId, string? revision)
    {
        var metadata = Owners.Child(instance, instance.Metadata.Name!, instance.Spec!.AppName);
        var annotations = new Dictionary<string, string>();
        if (tenantId is not null)
        {
            annotations[Labels.TenantId] = tenantId;
        }

        if (revision is not null)
        {
            annotations[Labels.CredentialsRevision] = revision;
        }

        metadata.Annotations = annotations.Count == 0 ? null : annotations;
        return new Secret { Metadata = metadata };
    }

    private static bool IsOrphanOf(Secret secret, StorageInstance instance) =>
        Owners.ControllerOf(secret) is null && IsLabelled(secret, instance);

    private static bool IsLabelled(Secret secret, StorageInstance instance) =>
        secret.Metadata.Labels is { } labels
        && labels.GetValueOrDefault(Labels.ManagedBy) == Labels.Manager
        && labels.GetValueOrDefault(Labels.App) == instance.Spec!.AppName;
}
