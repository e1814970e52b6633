using System.Net;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>Tells a write that was refused for what it asks from one that failed for the moment.</summary>
internal static class Refusal
{
    /// <summary>What to report of a failed write; null when it is to be tried again without a word.</summary>
    public static Verdict? Of(Exception failure) => failure switch
    {
        ForeignObjectException => Verdict.Failed(Reasons.Conflict, failure.Message),
        KubernetesException { IsInvalid: true } or KubernetesException { StatusCode: HttpStatusCode.Forbidden } => Verdict.Failed(
            Reasons.Refused,
            $"The cluster refused a part of the environment: {failure.Message.TrimEnd('.')}. Correct the field that it comes from, " +
            "or the quota, admission policy or role that stands against it; it is tried again."),
        _ => null,
    };
}
