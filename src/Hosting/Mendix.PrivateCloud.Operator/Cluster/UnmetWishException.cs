using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>An object that is wanted cannot be had now. The verdict tells the user why, and what to do.</summary>
internal sealed class UnmetWishException : Exception
{
    private readonly bool _isRetried;

    private UnmetWishException(Verdict verdict, bool isRetried, Exception? cause = null)
        : base(verdict.Message, cause) => (Verdict, _isRetried) = (verdict, isRetried);

    public Verdict Verdict { get; }

    /// <summary>What becomes of a reconcile that ended with this: nothing tells when a quota or a right was changed.</summary>
    public ReconcileResult Result =>
        _isRetried ? ReconcileResult.Failed(Message) : Verdict.IsFailed ? ReconcileResult.Blocked(Message) : ReconcileResult.Done;

    /// <summary>There is such an object, and its owner is not the desired one's.</summary>
    /// <param name="found">What is there.</param>
    /// <param name="owner">Who would own ours.</param>
    /// <param name="isRetried">Whether nothing else tells that it is gone.</param>
    public static UnmetWishException Taken(IKubernetesObject found, OwnerReference owner, bool isRetried = false) =>
        Owners.ControllerOf(found) is { } earlier && earlier.Kind == owner.Kind && earlier.Name == owner.Name
            ? new(Verdict.Processing(Reasons.Waiting, $"Waiting until the {found.Kind} '{found.Metadata.Name}' of an earlier {owner.Kind} '{owner.Name}' is gone."), isRetried)
            : new(
                Verdict.Failed(
                    Reasons.Conflict,
                    $"A {found.Kind} '{found.Metadata.Name}' exists already and does not belong to the {owner.Kind} '{owner.Name}'; it was left as it is. " +
                    "Rename or delete it, or create the environment under another name."),
                isRetried);

    /// <summary>Objects of a kind cannot be read, so that nothing can be said about what is there already.</summary>
    public static UnmetWishException Unseen(ResourceDefinition kind, Exception? cause) => new(
        Verdict.Processing(
            Reasons.Retried,
            $"The {kind.Kind}s ({kind.ApiVersion}) of the cluster cannot be read: {cause?.Message ?? "the API server has not answered yet"}. " +
            $"Give the operator the rights to get, list and watch {kind.Plural}; it is tried again."),
        true,
        cause);

    /// <summary>The API server did not take the object.</summary>
    public static UnmetWishException Refused(IKubernetesObject wanted, KubernetesException cause)
    {
        var what = $"{wanted.Kind} '{wanted.Metadata.Name}'";
        return cause switch
        {
            { IsInvalid: true } => new(
                Verdict.Failed(Reasons.Refused, $"The API server refused the {what}: {cause.Message}. Correct the value that it names in the MendixApp or the OperatorConfiguration."),
                true,
                cause),
            { IsForbidden: true } => new(
                Verdict.Failed(Reasons.Refused, $"The API server did not permit the {what}: {cause.Message}. Give the operator the right or the namespace the quota; it is tried again."),
                true,
                cause),
            _ => new(Verdict.Processing(Reasons.Retried, $"The {what} could not be written: {cause.Message}. It is tried again."), true, cause),
        };
    }
}
