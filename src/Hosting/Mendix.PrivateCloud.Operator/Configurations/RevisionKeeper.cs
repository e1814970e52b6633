using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;

namespace Mendix.PrivateCloud.Operator.Configurations;

/// <summary>
/// Keeps each state of a configuration that environments are made from, as a ControllerRevision: the kind in which Kubernetes itself
/// keeps what a StatefulSet was. Its content never changes, and its name says what it is.
/// </summary>
/// <remarks>It has no owner: environments need it even when somebody deletes the OperatorConfiguration and creates it anew.</remarks>
internal sealed class RevisionKeeper(KubernetesClient client, ClusterView view, ClusterWriter writer, RevisionStore store)
{
    /// <exception cref="UnmetWishException">The API server does not take it.</exception>
    public async Task KeepAsync(string space, ConfigurationRevision revision, CancellationToken cancellationToken)
    {
        if (store.Holds(space, revision.Name))
        {
            return;
        }

        var number = Of(space).Select(kept => kept.Revision).DefaultIfEmpty(0).Max() + 1;
        var wanted = revision.ToObject(space, number);
        try
        {
            await client.CreateAsync(wanted, cancellationToken);
        }
        catch (KubernetesException exception) when (exception.IsAlreadyExists)
        {
            // The name stands for the content, whoever wrote it.
        }
        catch (KubernetesException exception) when (exception.IsInvalid || exception.IsForbidden)
        {
            throw UnmetWishException.Refused(wanted, exception);
        }
    }

    /// <summary>Removes what no environment is made from any more.</summary>
    public async Task ForgetOthersAsync(string space, string newest, IReadOnlySet<string> used, CancellationToken cancellationToken)
    {
        foreach (var kept in Of(space))
        {
            var revision = kept.Metadata.Name![ConfigurationRevision.ObjectNameOf("").Length..];
            if (revision != newest && !used.Contains(revision))
            {
                await writer.DeleteAsync(kept, cancellationToken);
            }
        }
    }

    private IEnumerable<ControllerRevision> Of(string space) => view.Revisions.Items.Where(kept =>
        kept.Metadata.Namespace == space && kept.Metadata.DeletionTimestamp is null
        && kept.Metadata.Name!.StartsWith(ConfigurationRevision.ObjectNameOf(""), StringComparison.Ordinal));
}
