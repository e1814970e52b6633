using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Endpoints;

/// <summary>One kind of object that leads from outside of the cluster to an environment's Service.</summary>
internal abstract class NetworkKind
{
    /// <summary>The endpoint type that wants it.</summary>
    public abstract string EndpointType { get; }

    /// <summary>Brings the object about.</summary>
    /// <exception cref="Cluster.UnmetWishException">It is somebody else's, or the API server refused it.</exception>
    public abstract Task<NetworkState> ApplyAsync(Endpoint endpoint, CancellationToken cancellationToken);

    /// <summary>Takes the object away that an earlier type wanted, if it is this endpoint's.</summary>
    public abstract Task RemoveAsync(Endpoint endpoint, CancellationToken cancellationToken);
}

/// <summary>How the object of an endpoint is.</summary>
/// <param name="Problem">Why it does not serve; null when nothing speaks against it.</param>
/// <param name="Host">The host that the cluster gave it, where none was asked for.</param>
internal sealed record NetworkState(Verdict? Problem = null, string? Host = null)
{
    /// <summary>Whether nothing tells of the remedy, so that the operator has to look again by itself.</summary>
    public bool IsPolled { get; init; }

    public static NetworkState Fine { get; } = new();

    public static NetworkState KindMissing(ResourceDefinition kind, string endpointType, string origin) => new(Verdict.Failed(
        Reasons.KindMissing,
        $"The cluster has no kind {kind.Kind} ({kind.ApiVersion}), which the endpoint type '{endpointType}' needs. " +
        $"{origin}, or set spec.endpoint.type of the OperatorConfiguration to another one; it is tried again."))
    {
        IsPolled = true,
    };
}
