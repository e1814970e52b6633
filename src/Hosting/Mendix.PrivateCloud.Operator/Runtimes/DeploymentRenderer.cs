using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;

namespace Mendix.PrivateCloud.Operator.Runtimes;

/// <summary>The Deployment that runs an environment. Figures are those documented in the reference.</summary>
internal static class DeploymentRenderer
{
    public static Deployment Render(Runtime runtime, string settingsDigest)
    {
        var spec = runtime.Spec!;
        var selector = new Dictionary<string, string>
        {
            [Labels.App] = spec.AppName,
            [Labels.Component] = Labels.AppComponent,
            [Labels.NodeType] = Labels.Master,
        };
        return new Deployment
        {
            Metadata = Owners.Child(runtime, AppNames.MasterDeployment(spec.AppName), spec.AppName),
            Spec = new DeploymentSpec
            {
                Replicas = spec.Replicas ?? 1,
                // Immutable on the server: changing it once made all apps of the original unreachable.
                Selector = new LabelSelector { MatchLabels = selector },
                // Two versions of an app must not work on one database at a time.
                Strategy = new DeploymentStrategy { Type = "Recreate" },
                ProgressDeadlineSeconds = 600,
                RevisionHistoryLimit = 0,
                Template = new PodTemplateSpec
                {
                    Metadata = new ObjectMeta
                    {
                        Labels = PodLabels(spec, selector),
                        Annotations = new Dictionary<string, string>(spec.PodAnnotations ?? []) { [Labels.SettingsDigest] = settingsDigest },
                    },
                    Spec = PodRenderer.Render(spec),
                },
            },
        };
    }

    // The prefix is reserved (documented): a user's label must not move a pod to another app.
    private static Dictionary<string, string> PodLabels(RuntimeSpec spec, Dictionary<string, string> selector)
    {
        var labels = (spec.PodLabels ?? [])
            .Where(label => !label.Key.StartsWith("privatecloud.mendix.com/", StringComparison.Ordinal))
            .ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal);
        foreach (var (key, value) in selector)
        {
            labels[key] = value;
        }

        return labels;
    }
}
