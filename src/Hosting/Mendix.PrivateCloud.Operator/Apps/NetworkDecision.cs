using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Endpoints;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Apps;

/// <summary>What network an environment should have, and how it is; a null object is left as it is.</summary>
/// <param name="Desired">The Endpoint.</param>
/// <param name="TlsSecret">The Secret of an inline certificate.</param>
/// <param name="Verdict">How the network is.</param>
/// <param name="IsTlsSecretObsolete">Whether the Secret of an inline certificate has no user any more: the app names none, and the network has let go of it.</param>
internal sealed record NetworkDecision(Endpoint? Desired, Secret? TlsSecret, Verdict Verdict, bool IsTlsSecretObsolete = false)
{
    public static NetworkDecision Make(AppObservation seen)
    {
        var (secret, problem) = TlsSecretRenderer.Render(seen.App);
        problem ??= EndpointRules.Problem(seen.App.Spec!);
        if (problem is not null)
        {
            return new NetworkDecision(null, null, problem);
        }

        if (seen.Configuration.Spec is not { } configuration)
        {
            return new NetworkDecision(null, null, seen.Endpoint is null ? seen.Configuration.Currency : VerdictOf(seen.Endpoint));
        }

        var verdict = VerdictOf(seen.Endpoint);
        return new NetworkDecision(
            seen.Configuration.Stamp(EndpointRenderer.Render(seen.App, configuration), seen.Endpoint),
            secret,
            verdict,
            secret is null && verdict.IsReady && seen.TlsSecret is { Metadata.DeletionTimestamp: null } obsolete && Owners.IsOwnedBy(obsolete, seen.App));
    }

    private static Verdict VerdictOf(Endpoint? endpoint) => endpoint is null
        ? Verdict.Processing(Reasons.Processing, "It is being made.")
        : Verdict.Of(endpoint.Metadata, endpoint.Status?.Phase, endpoint.Status?.ObservedGeneration, endpoint.Status?.Conditions);
}
