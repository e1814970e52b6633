using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Tests.Harness;

/// <summary>OperatorConfigurations, and what they say of themselves.</summary>
internal static class ConfigurationSamples
{
    public static OperatorConfiguration Configuration(Action<OperatorConfigurationSpec>? change = null)
    {
        var spec = new OperatorConfigurationSpec
        {
            Endpoint = new OperatorEndpoint { Type = EndpointTypes.Ingress, Ingress = new OperatorIngress { Domain = "apps.example.com" } },
        };
        change?.Invoke(spec);
        return new OperatorConfiguration
        {
            Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = OperatorConfiguration.ObjectName },
            Spec = spec,
        };
    }

    public static Condition? Ready(this OperatorConfiguration configuration) =>
        configuration.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready" && condition.ObservedGeneration == configuration.Metadata.Generation);

    public static bool Says(this OperatorConfiguration configuration, string reason) => configuration.Ready()?.Reason == reason;

    public static bool IsReady(this OperatorConfiguration configuration) => configuration.Ready() is { Status: ConditionStatus.True };

    public static Task<OperatorConfiguration> UntilConfigurationAsync(this OperatorCluster cluster, Func<OperatorConfiguration, bool> condition) =>
        cluster.UntilAsync(OperatorConfiguration.ObjectName, condition);

    public static string? Revision(this IKubernetesObject made) => made.Metadata.Labels?.GetValueOrDefault("privatecloud.mendix.com/configuration-revision");
}
