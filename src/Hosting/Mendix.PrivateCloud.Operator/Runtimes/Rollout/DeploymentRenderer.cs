using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Runtimes.Pods;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rollout;

/// <summary>A Deployment that runs an environment's leader, or its other replicas. Figures are those documented in the reference.</summary>
internal static class DeploymentRenderer
{
    // Between the moment a new pod is ready and the end of an old one the Service must be switched over.
    private const int SecondsBeforeTheNext = 5;

    /// <param name="runtime">Whose workload.</param>
    /// <param name="nodeType">Which of its Deployments.</param>
    /// <param name="replicas">How many pods.</param>
    /// <param name="template">What they look like, marked with their revision.</param>
    /// <param name="isRolling">Whether old and new pods may run side by side.</param>
    public static Deployment Render(Runtime runtime, string nodeType, int replicas, PodTemplateSpec template, bool isRolling)
    {
        var spec = runtime.Spec!;
        return new Deployment
        {
            Metadata = Owners.Child(runtime, NameOf(spec.AppName, nodeType), spec.AppName),
            Spec = new DeploymentSpec
            {
                Replicas = replicas,
                Selector = new LabelSelector { MatchLabels = PodTemplateRenderer.Selector(spec.AppName, nodeType) },
                Strategy = isRolling ? Rolling(spec) : new DeploymentStrategy { Type = "Recreate" },
                MinReadySeconds = isRolling ? SecondsBeforeTheNext : null,
                ProgressDeadlineSeconds = 600,
                RevisionHistoryLimit = 0,
                Template = template,
            },
        };
    }

    public static string NameOf(string app, string nodeType) => nodeType == Labels.Master ? AppNames.MasterDeployment(app) : AppNames.WorkerDeployment(app);

    // One replica is replaced by a second one, several one after the other (documented).
    private static DeploymentStrategy Rolling(RuntimeSpec spec)
    {
        var isSingle = (spec.Replicas ?? 1) == 1;
        var (surge, missing) = (spec.DeploymentStrategy?.RollingUpdate?.MaxSurge, spec.DeploymentStrategy?.RollingUpdate?.MaxUnavailable);
        return new DeploymentStrategy
        {
            Type = "RollingUpdate",
            RollingUpdate = new RollingUpdateDeployment
            {
                MaxSurge = surge ?? (IsNone(missing) || (missing is null && isSingle) ? 1 : 0),
                MaxUnavailable = missing ?? (IsNone(surge) || (surge is null && !isSingle) ? 1 : 0),
            },
        };
    }

    // Of two bounds that allow nothing the server takes none.
    private static bool IsNone(IntOrString? bound) => bound is { } value && Share.Of(value, 100) == 0;
}
