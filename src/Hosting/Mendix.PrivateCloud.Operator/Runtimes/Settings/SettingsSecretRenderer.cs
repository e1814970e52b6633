using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Runtimes.Pods;

namespace Mendix.PrivateCloud.Operator.Runtimes.Settings;

/// <summary>
/// The Secret with what the runtime has to be told beside its storage. A Secret and not a ConfigMap: constants and
/// custom settings often hold keys of other systems.
/// </summary>
internal static class SettingsSecretRenderer
{
    /// <param name="runtime">One in which <see cref="Rules.RuntimeRules"/> find nothing wrong.</param>
    public static Secret Render(Runtime runtime)
    {
        var spec = runtime.Spec!;
        var settings = spec.Settings ?? new RuntimeConfiguration();
        var data = new Dictionary<string, byte[]> { [SettingsKeys.Config] = JsonSerializer.SerializeToUtf8Bytes(RuntimeConfig.Of(spec)) };
        Add(data, SettingsKeys.AdminPassword, Base64Text.Bytes(settings.MxAdminPassword));
        Add(data, SettingsKeys.DebuggerPassword, Base64Text.Bytes(settings.DebuggerPassword));
        Add(data, SettingsKeys.Log, Log(settings, spec.LogFormatType));
        Add(data, SettingsKeys.JettyOptions, Bytes(settings.JettyOptions));
        Add(data, SettingsKeys.License, License(spec.Resources?.RuntimeLicense));
        AddAgent(data, spec.Metrics);
        foreach (var (index, certificate) in (settings.ClientCertificates ?? []).Index())
        {
            Add(data, SettingsKeys.ClientCertificate(index), Base64Text.Bytes(certificate.Key));
        }

        return new Secret
        {
            Metadata = Owners.Child(runtime, AppNames.RuntimeSettingsSecret(spec.AppName), spec.AppName),
            Type = "Opaque",
            Data = data,
        };
    }

    private static byte[]? Log(RuntimeConfiguration settings, string? defaultFormat)
    {
        var log = new JsonObject();
        if (settings.LogAutosubscribeLevel is { Length: > 0 } level)
        {
            log["level"] = level;
        }

        if ((settings.LogFormatType ?? defaultFormat) is { Length: > 0 } format)
        {
            log["format"] = format;
        }

        if (settings.LogLevels is { Count: > 0 } levels)
        {
            log["nodes"] = new JsonObject(levels.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        }

        return log.Count == 0 ? null : JsonSerializer.SerializeToUtf8Bytes(log);
    }

    private static byte[]? License(RuntimeLicense? license) => license is null or { Id: null or "" }
        ? null
        : JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["type"] = license.Type, ["id"] = license.Id, ["key"] = license.Key?.Reveal() });

    private static void AddAgent(Dictionary<string, byte[]> data, RuntimeMetricsConfiguration? metrics)
    {
        if (metrics is { Mode: MetricsModes.Native, MxAgentConfig.Length: > 0 })
        {
            Add(data, SettingsKeys.AgentConfig, Bytes(metrics.MxAgentConfig));
            Add(data, SettingsKeys.AgentInstrumentation, Bytes(metrics.MxAgentInstrumentationConfig));
        }
    }

    private static byte[]? Bytes(string? text) => string.IsNullOrWhiteSpace(text) ? null : Encoding.UTF8.GetBytes(text);

    private static void Add(Dictionary<string, byte[]> data, string key, byte[]? content)
    {
        if (content is { Length: > 0 })
        {
            data[key] = content;
        }
    }
}
