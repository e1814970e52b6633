using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Runtimes.Pods;

/// <summary>The template of an app's pods. It differs between leader and others in nothing but what says which one it is.</summary>
internal static class PodTemplateRenderer
{
    /// <param name="spec">The runtime.</param>
    /// <param name="nodeType">The Deployment that it is for.</param>
    /// <param name="settingsDigest">One word for all that the pods are told in Secrets.</param>
    /// <param name="source">Where credentials come from that no plan made.</param>
    /// <param name="account">The app's own account, if it has one.</param>
    public static PodTemplateSpec Render(RuntimeSpec spec, string nodeType, string settingsDigest, SecretSource source, string? account) => new()
    {
        Metadata = new ObjectMeta
        {
            Labels = PodLabels(spec, nodeType),
            Annotations = Annotations(spec, settingsDigest),
        },
        Spec = PodRenderer.Render(spec, spec.LeaderSelection == LeaderSelections.Leaderless ? null : nodeType, source, account),
    };

    /// <summary>Immutable on the server: changing these once made all apps of the original unreachable.</summary>
    public static Dictionary<string, string> Selector(string app, string nodeType) => new()
    {
        [Labels.App] = app,
        [Labels.Component] = Labels.AppComponent,
        [Labels.NodeType] = nodeType,
    };

    // The prefix is reserved (documented): a user's label must not move a pod to another app.
    private static Dictionary<string, string> PodLabels(RuntimeSpec spec, string nodeType)
    {
        var labels = (spec.PodLabels ?? [])
            .Where(label => !label.Key.StartsWith(Labels.ReservedPrefix, StringComparison.Ordinal))
            .ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal);
        foreach (var (key, value) in Selector(spec.AppName, nodeType))
        {
            labels[key] = value;
        }

        return labels;
    }

    private static Dictionary<string, string> Annotations(RuntimeSpec spec, string settingsDigest)
    {
        var annotations = new Dictionary<string, string>(StringComparer.Ordinal);
        if (spec.Metrics?.Mode is { Length: > 0 })
        {
            annotations["prometheus.io/path"] = "/metrics";
            annotations["prometheus.io/port"] = $"{RuntimePorts.Metrics}";
            annotations["prometheus.io/scrape"] = "true";
        }

        foreach (var (key, value) in spec.PodAnnotations ?? [])
        {
            annotations[key] = value;
        }

        annotations[Labels.SettingsDigest] = settingsDigest;
        return annotations;
    }
}
