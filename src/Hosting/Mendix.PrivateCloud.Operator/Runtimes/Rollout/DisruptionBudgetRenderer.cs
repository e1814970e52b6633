using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rollout;

/// <summary>How many replicas may be missing while nodes are emptied. Defaults are documented in the reference.</summary>
internal static class DisruptionBudgetRenderer
{
    /// <param name="runtime">Whose replicas.</param>
    /// <param name="knowsEvictionPolicy">Whether the server lets pods go that are not ready although the budget is used up.</param>
    /// <returns>Null for an app that is stopped: there is nothing to protect.</returns>
    public static PodDisruptionBudget? Render(Runtime runtime, bool knowsEvictionPolicy)
    {
        var spec = runtime.Spec!;
        var wish = spec.PodDisruptionBudget;
        var isOpen = wish is null or { MinAvailable: null, MaxUnavailable: null };
        var isSingle = (spec.Replicas ?? 1) == 1;
        return spec.Replicas == 0 ? null : new PodDisruptionBudget
        {
            Metadata = Owners.Child(runtime, AppNames.DisruptionBudget(spec.AppName), spec.AppName),
            Spec = new PodDisruptionBudgetSpec
            {
                Selector = new LabelSelector { MatchLabels = new() { [Labels.App] = spec.AppName, [Labels.Component] = Labels.AppComponent } },
                MinAvailable = isOpen ? (isSingle ? 1 : null) : wish!.MinAvailable,
                MaxUnavailable = isOpen ? (isSingle ? null : 1) : wish!.MaxUnavailable,
                UnhealthyPodEvictionPolicy = knowsEvictionPolicy ? "AlwaysAllow" : null,
            },
        };
    }
}
