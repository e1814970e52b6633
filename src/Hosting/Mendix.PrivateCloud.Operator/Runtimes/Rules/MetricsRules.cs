using System.Text.Json.Nodes;
using System.Xml;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Pods;
using Mendix.PrivateCloud.Operator.Runtimes.Settings;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rules;

/// <summary>How metrics are made.</summary>
internal static class MetricsRules
{
    private const string Field = "runtimeMetricsConfiguration";

    private static readonly string[] AgentLists = ["requestHandlers", "microflows", "activities"];

    public static IEnumerable<string> Problems(RuntimeSpec spec)
    {
        if (spec.Metrics is not { } metrics)
        {
            yield break;
        }

        if (metrics.Mode == MetricsModes.Compatibility && spec.MetricsSidecar is null)
        {
            yield return $"{Field}.mode is {MetricsModes.Compatibility}, which needs a container whose image is not known. " +
                "Set spec.metricsSidecarImage of the OperatorConfiguration, or the mode to native.";
        }

        if (!string.IsNullOrWhiteSpace(metrics.Interval) && !IsDuration(metrics.Interval))
        {
            yield return $"{Field}.interval is '{metrics.Interval}'. Write it as an ISO 8601 duration, such as PT1M or PT30S.";
        }

        if (!IsAgentConfig(metrics.MxAgentConfig))
        {
            yield return $"{Field}.mxAgentConfig is not what the agent reads: a JSON object with lists {string.Join(", ", AgentLists)} of {{ \"name\": … }}. Correct it, or leave it empty.";
        }

        if (JsonText.Object(metrics.MxAgentInstrumentationConfig) is null)
        {
            yield return SettingsRules.NotJson($"{Field}.mxAgentInstrumentationConfig");
        }
        else if (!string.IsNullOrWhiteSpace(metrics.MxAgentInstrumentationConfig) && string.IsNullOrWhiteSpace(metrics.MxAgentConfig))
        {
            yield return $"{Field}.mxAgentInstrumentationConfig has no effect without mxAgentConfig. Set that too, or remove it.";
        }
    }

    private static bool IsDuration(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text) > TimeSpan.Zero;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return false;
        }
    }

    private static bool IsAgentConfig(string? text) => JsonText.Object(text) is { } config
        && AgentLists.All(list => config[list] is null || (config[list] is JsonArray items
            && items.All(item => item is JsonObject named && named["name"] is JsonValue name && name.TryGetValue<string>(out _))));
}
