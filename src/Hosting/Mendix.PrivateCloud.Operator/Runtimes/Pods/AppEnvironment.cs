using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;

namespace Mendix.PrivateCloud.Operator.Runtimes.Pods;

/// <summary>The environment variables of the containers.</summary>
internal static class AppEnvironment
{
    public const string NodeType = "M2EE_NODE_TYPE";

    private const string JavaOptions = "JAVA_TOOL_OPTIONS";

    // What stands in a Secret cannot be read here; Java takes the last of several options.
    private const string JavaOptionsOfUser = "JAVA_TOOL_OPTIONS_OF_USER";

    private static readonly string[] Own =
        ["M2EE_ADMIN_LISTEN_ADDRESSES", "M2EE_ADMIN_PORT", "M2EE_ADMIN_PASS", NodeType, JavaOptionsOfUser, "MX_AGENT_CONFIG", "MX_AGENT_INSTRUMENTATION_CONFIG"];

    /// <summary>Whether the operator sets a variable itself.</summary>
    public static bool IsReserved(string name) => Own.Contains(name, StringComparer.Ordinal);

    /// <param name="spec">The runtime.</param>
    /// <param name="nodeType">Whether the container is the leader's or another's; null where the replicas sort it out.</param>
    public static List<EnvVar> OfApp(RuntimeSpec spec, string? nodeType) =>
    [
        new() { Name = "M2EE_ADMIN_LISTEN_ADDRESSES", Value = "127.0.0.1" },
        .. OfSidecar(spec, nodeType),
        .. Agent(spec.Metrics),
        .. Java(spec),
        // What the user says of his own goes before.
        .. Outbound.Variables(spec.Proxy).Where(variable => spec.Settings?.EnvironmentVariables?.Any(own => own.Name == variable.Name) != true),
        .. (spec.Settings?.EnvironmentVariables ?? []).Where(variable => variable.Name != JavaOptions && !IsReserved(variable.Name)),
    ];

    public static List<EnvVar> OfSidecar(RuntimeSpec spec, string? nodeType)
    {
        List<EnvVar> variables =
        [
            new() { Name = "M2EE_ADMIN_PORT", Value = $"{RuntimePorts.Admin}" },
            new() { Name = "M2EE_ADMIN_PASS", ValueFrom = FromSecret(AppNames.AdminPasswordSecret(spec.AppName), AdminPassword.Key) },
        ];
        if (nodeType is not null)
        {
            variables.Add(new EnvVar { Name = NodeType, Value = nodeType });
        }

        return variables;
    }

    /// <summary>How the sidecar claims a licence. A licence manager whose Secret is not there yet must not keep the app from starting.</summary>
    public static IEnumerable<EnvVar> LicenseManager(RuntimeLicenseManager? manager) => manager is null ? [] :
    [
        new() { Name = "M2EE_LICENSE_SERVER_URL", Value = manager.ServerUrl },
        new() { Name = "M2EE_LICENSE_PRODUCT", Value = manager.Product },
        new() { Name = "M2EE_LICENSE_USERNAME", ValueFrom = FromSecret(manager.CredentialsSecretName!, "username", optional: true) },
        new() { Name = "M2EE_LICENSE_PASSWORD", ValueFrom = FromSecret(manager.CredentialsSecretName!, "password", optional: true) },
    ];

    private static IEnumerable<EnvVar> Agent(RuntimeMetricsConfiguration? metrics)
    {
        if (metrics is { Mode: MetricsModes.Native, MxAgentConfig.Length: > 0 })
        {
            yield return new EnvVar { Name = "MX_AGENT_CONFIG", Value = $"{PodMounts.Settings}/{Settings.SettingsKeys.AgentConfig}" };
            if (metrics.MxAgentInstrumentationConfig is { Length: > 0 })
            {
                yield return new EnvVar { Name = "MX_AGENT_INSTRUMENTATION_CONFIG", Value = $"{PodMounts.Settings}/{Settings.SettingsKeys.AgentInstrumentation}" };
            }
        }
    }

    private static IEnumerable<EnvVar> Java(RuntimeSpec spec)
    {
        var users = spec.Settings?.EnvironmentVariables?.FirstOrDefault(variable => variable.Name == JavaOptions);
        var heap = JavaMemory.Option(spec);
        if (users?.ValueFrom is not null)
        {
            yield return new EnvVar { Name = JavaOptionsOfUser, ValueFrom = users.ValueFrom };
        }

        var options = users?.ValueFrom is null ? JavaMemory.Strip(users?.Value ?? "") : $"$({JavaOptionsOfUser})";
        if ($"{Outbound.JavaOptions(spec.Proxy)} {options} {heap}".Trim() is { Length: > 0 } all)
        {
            yield return new EnvVar { Name = JavaOptions, Value = all };
        }
    }

    private static EnvVarSource FromSecret(string name, string key, bool? optional = null) =>
        new() { SecretKeyRef = new SecretKeySelector { Name = name, Key = key, Optional = optional } };
}
