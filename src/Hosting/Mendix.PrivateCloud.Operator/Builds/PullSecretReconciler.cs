using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Builds;

/// <summary>
/// Adds the Secret for pulling to the ServiceAccount <c>default</c> of a namespace, where the OperatorConfiguration asks for it, and takes
/// it off again. An annotation tells our entry from others'. A patch and not an apply, because the API server replaces that list whole,
/// whoever applies it.
/// </summary>
internal sealed class PullSecretReconciler(ClusterView view, KubernetesClient client, EventRecorder events) : IReconciler<ObjectKey>
{
    public const string Account = "default";

    private const string Annotation = "/metadata/annotations/";

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        // Without a word about it nothing is looked at: the right to it is needed only by those who use it.
        if (key.Name != OperatorConfiguration.ObjectName
            || view.Configurations.Find(key.Namespace, key.Name) is not { Spec.Registry: { LinkPullSecret: { } isWanted } registry } configuration)
        {
            return ReconcileResult.Done;
        }

        var wanted = isWanted ? registry.PullSecretName ?? registry.CredentialsSecretName : null;
        try
        {
            if (await client.FindAsync<ServiceAccount>(key.Namespace, Account, cancellationToken) is not { } account)
            {
                return ReconcileResult.Failed($"The namespace '{key.Namespace}' has no ServiceAccount '{Account}' yet.");
            }

            var patch = Patch(account, string.IsNullOrEmpty(wanted) ? null : wanted);
            if (patch.Count > 0)
            {
                await client.PatchAsync<ServiceAccount>(
                    key.Namespace, Account, PatchType.Json, JsonSerializer.SerializeToUtf8Bytes(patch), cancellationToken: cancellationToken);
            }

            return ReconcileResult.Done;
        }
        catch (KubernetesException exception) when (exception.IsConflict || exception.IsInvalid)
        {
            // It is not any more as it was read a moment ago.
            throw new StaleViewException();
        }
        catch (KubernetesException exception)
        {
            events.Record(
                configuration,
                EventType.Warning,
                Reasons.Refused,
                $"The Secret '{wanted}' could not be linked to the ServiceAccount '{Account}': {exception.Message}. It is tried again; the operator needs the rights to get and patch it.");
            return ReconcileResult.Failed(exception);
        }
    }

    /// <summary>What has to be changed; empty when nothing has to.</summary>
    internal static JsonArray Patch(ServiceAccount account, string? wanted)
    {
        var names = (account.ImagePullSecrets ?? []).Select(secret => secret.Name).ToList();
        var ours = account.Metadata.Annotations?.GetValueOrDefault(Labels.LinkedPullSecret);
        var changes = new List<JsonNode>();
        if (ours is not null && ours != wanted)
        {
            if (names.IndexOf(ours) is >= 0 and var at)
            {
                changes.Add(Change("remove", $"/imagePullSecrets/{at}"));
                names.RemoveAt(at);
            }

            changes.Add(Change("remove", Annotation + Escaped(Labels.LinkedPullSecret)));
        }

        // One that is there without our annotation is somebody else's, and stays when we do not need it any more.
        if (wanted is not null && !names.Contains(wanted))
        {
            changes.Add(account.ImagePullSecrets is null
                ? Change("add", "/imagePullSecrets", new JsonArray(Entry(wanted)))
                : Change("add", "/imagePullSecrets/-", Entry(wanted)));
            changes.Add(account.Metadata.Annotations is null
                ? Change("add", "/metadata/annotations", new JsonObject { [Labels.LinkedPullSecret] = wanted })
                : Change("add", Annotation + Escaped(Labels.LinkedPullSecret), wanted));
        }

        return changes.Count == 0 ? [] : [Change("test", "/metadata/resourceVersion", account.Metadata.ResourceVersion), .. changes];
    }

    private static JsonObject Entry(string name) => new() { ["name"] = name };

    private static JsonObject Change(string what, string path, JsonNode? value = null)
    {
        var change = new JsonObject { ["op"] = what, ["path"] = path };
        if (value is not null)
        {
            change["value"] = value;
        }

        return change;
    }

    private static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
