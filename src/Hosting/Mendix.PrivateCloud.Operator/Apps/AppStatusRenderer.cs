using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Apps;

/// <summary>What a MendixApp says of itself: the documented words, and conditions with cause and remedy.</summary>
internal static class AppStatusRenderer
{
    public static MendixApp Render(AppObservation seen, AppDecision decision, DateTimeOffset now)
    {
        var app = seen.App;
        var generation = app.Metadata.Generation;
        var ready = Overall(decision);
        var running = seen.Runtime?.Status?.ReadyReplicas ?? 0;
        return new MendixApp
        {
            Metadata = new ObjectMeta { Namespace = app.Metadata.Namespace, Name = app.Metadata.Name, Uid = app.Metadata.Uid },
            Status = new MendixAppStatus
            {
                ObservedGeneration = generation,
                AppState = running > 0 ? AppStates.Started : AppStates.Stopped,
                AppUrl = seen.Endpoint?.Status?.AppUrl,
                DatabaseStatus = Word(decision.Database),
                StorageStatus = Word(decision.File),
                BuildStatus = Word(decision.Build),
                NetworkStatus = Word(decision.Endpoint),
                RuntimeStatus = Word(decision.Runtime),
                MendixAppState = Word(ready),
                ServiceAccountStatus = seen.Runtime?.Status?.ServiceAccountName is null ? null : "attached",
                Pods = seen.Runtime?.Status?.Pods,
                Replicas = seen.Runtime?.Status?.Replicas ?? 0,
                ReadyReplicas = running,
                Selector = $"{Labels.App}={app.Metadata.Name},{Labels.Component}={Labels.AppComponent}",
                Conditions = Conditions.Next(
                    app.Status?.Conditions,
                    now,
                    [
                        .. ready.ToConditions(generation),
                        decision.Database.ToCondition(ConditionTypes.DatabaseReady, generation),
                        decision.File.ToCondition(ConditionTypes.StorageReady, generation),
                        decision.Build.ToCondition(ConditionTypes.BuildReady, generation),
                        decision.Endpoint.ToCondition(ConditionTypes.NetworkReady, generation),
                        decision.Runtime.ToCondition(ConditionTypes.RuntimeReady, generation),
                        seen.Configuration.Currency.ToCondition(ConditionTypes.ConfigurationCurrent, generation),
                    ]),
            },
        };
    }

    /// <summary>The worst of all: a failure before what is still being worked on, a cause before what waits for it.</summary>
    public static Verdict Overall(AppDecision decision)
    {
        Verdict[] inOrder = [.. decision.Complaints, decision.Database, decision.File, decision.Build, decision.Endpoint, decision.Runtime];
        return inOrder.FirstOrDefault(verdict => verdict.IsFailed)
            ?? inOrder.FirstOrDefault(verdict => !verdict.IsReady)
            ?? (decision.Runtime.Reason == Reasons.Stopped
                ? Verdict.Ready(Reasons.Stopped, "The environment is complete and stopped: spec.replicas is 0.")
                : Verdict.Ready(Reasons.Ready, "The environment is running."));
    }

    // The words that the original's deployment interface enumerates (documented): Ready, Processing, Failed, Unknown.
    private static string Word(Verdict verdict) => verdict.Phase switch
    {
        Phases.Ready => Phases.Ready,
        Phases.Failed => Phases.Failed,
        Phases.Unknown => Phases.Unknown,
        _ => Phases.Processing,
    };
}
