using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Status;

/// <summary>Tells in Kubernetes Events what changes in a status: that something became ready, and every new failure.</summary>
internal sealed class StatusEvents(EventRecorder recorder)
{
    public void OnVerdict(IKubernetesObject resource, IEnumerable<Condition>? before, Verdict verdict)
    {
        var earlier = before?.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready);
        if (earlier?.Reason == verdict.Reason && earlier.Message == verdict.ToCondition(ConditionTypes.Ready, null).Message)
        {
            return;
        }

        if (verdict.IsReady && !IsTrouble(verdict))
        {
            recorder.Record(resource, EventType.Normal, verdict.Reason, verdict.Message);
        }
        else if (IsTrouble(verdict))
        {
            recorder.Record(resource, EventType.Warning, verdict.Reason, verdict.Message);
        }
    }

    private static bool IsTrouble(Verdict verdict) =>
        verdict.IsFailed || verdict.Reason is Reasons.ProvisioningRetried or Reasons.BuildRetried or Reasons.Retried or Reasons.DeprovisioningFailed or Reasons.RotationFailed or Reasons.NameStillInUse;
}
