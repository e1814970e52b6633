using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Pods;

namespace Mendix.PrivateCloud.Operator.Tasks;

/// <summary>What a task pod is given beside its task.</summary>
internal sealed record TaskPodOrder
{
    public required int Attempt { get; init; }

    public required string Inputs { get; init; }

    public bool IsFirst { get; init; }

    public Dictionary<string, string> Labels { get; init; } = [];

    public Dictionary<string, string> Annotations { get; init; } = [];

    public Dictionary<string, string>? NodeSelector { get; init; }

    /// <summary>The Secret with the authorities of the namespace; null when it has none.</summary>
    public string? AuthoritiesSecretName { get; init; }

    /// <summary>The variables that name the proxy of the namespace.</summary>
    public IReadOnlyList<EnvVar> ProxyVariables { get; init; } = [];

    /// <summary>With the labels, annotations and nodes that app and OperatorConfiguration want for all pods, and how these connect.</summary>
    public TaskPodOrder For(MendixApp? app, OperatorConfiguration? configuration) => this with
    {
        Labels = Foreign(configuration?.Spec?.CustomPodLabels?.General, app?.Spec?.CustomPodLabels?.General),
        Annotations = Foreign(configuration?.Spec?.CustomPodAnnotations?.General),
        NodeSelector = configuration?.Spec?.CustomPodNodeSelector?.General,
        AuthoritiesSecretName = string.IsNullOrEmpty(configuration?.Spec?.CustomCASecretName) ? null : configuration.Spec.CustomCASecretName,
        ProxyVariables = [.. Outbound.Variables(configuration?.Spec?.Proxy)],
    };

    // The prefix is reserved (documented): a user's label must not make the pod another one.
    private static Dictionary<string, string> Foreign(params IReadOnlyList<Dictionary<string, string>?> layers)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in layers.SelectMany(layer => layer ?? []).Where(pair => !pair.Key.StartsWith("privatecloud.mendix.com/", StringComparison.Ordinal)))
        {
            all[key] = value;
        }

        return all;
    }
}
