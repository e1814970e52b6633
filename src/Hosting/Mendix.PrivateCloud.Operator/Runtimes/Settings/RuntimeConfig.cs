using System.Text;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Pods;

namespace Mendix.PrivateCloud.Operator.Runtimes.Settings;

/// <summary>
/// The settings of the runtime as one JSON object. A value in the user's customConfiguration wins over what is worked out here (documented
/// for ApplicationRootUrl since 1.12 and for Metrics.Registries); constants are the exception (documented).
/// </summary>
internal static class RuntimeConfig
{
    public const string Constants = "MicroflowConstants";
    public const string EventExecution = "ScheduledEventExecution";
    public const string Events = "MyScheduledEvents";
    public const string OnlySpecified = "SPECIFIED";

    public static JsonObject Of(RuntimeSpec spec)
    {
        var settings = spec.Settings ?? new RuntimeConfiguration();
        var config = JsonText.Object(settings.CustomConfiguration)!;
        SetDefault(config, "ApplicationRootUrl", spec.AppUrl);
        SetDefault(config, "DTAPMode", settings.DtapMode);
        SetDefault(config, EventExecution, settings.ScheduledEventExecution);
        if (settings.MyScheduledEvents is { Count: > 0 } events)
        {
            config[Events] = new JsonArray([.. events.Select(name => JsonValue.Create(name))]);
        }

        SetDefault(config, "CACertificates", Outbound.AuthoritiesFile(spec));
        AddConstants(config, settings.MicroflowConstants);
        AddMetrics(config, spec.Metrics);
        AddCertificates(config, settings.ClientCertificates);
        return config;
    }

    private static void AddConstants(JsonObject config, Dictionary<string, string>? constants)
    {
        if (constants is not { Count: > 0 })
        {
            return;
        }

        var merged = JsonText.ObjectOrText(config[Constants])!;
        foreach (var (name, value) in constants)
        {
            merged[name] = value;
        }

        config[Constants] = merged.ToJsonString();
    }

    private static void AddMetrics(JsonObject config, RuntimeMetricsConfiguration? metrics)
    {
        if (metrics?.Mode == MetricsModes.Native && !config.ContainsKey("Metrics.Registries"))
        {
            var interval = string.IsNullOrWhiteSpace(metrics.Interval) ? MetricsModes.DefaultInterval : metrics.Interval;
            config["Metrics.Registries"] = new JsonArray(new JsonObject { ["type"] = "prometheus", ["settings"] = new JsonObject { ["step"] = interval } });
        }
    }

    // Settings of the runtime, in its own words: files and passwords in one order, separated by commas.
    private static void AddCertificates(JsonObject config, List<ClientCertificate>? certificates)
    {
        if (certificates is not { Count: > 0 })
        {
            return;
        }

        var files = certificates.Select((_, index) => $"{PodMounts.Settings}/{SettingsKeys.ClientCertificate(index)}").ToList();
        SetDefault(config, "ClientCertificates", string.Join(',', files));
        SetDefault(config, "ClientCertificatePasswords", string.Join(',', certificates.Select(certificate => PasswordOf(certificate))));
        var usages = new JsonObject();
        foreach (var (certificate, file) in certificates.Zip(files))
        {
            foreach (var service in certificate.PinTo ?? [])
            {
                usages[service] = file;
            }
        }

        if (usages.Count > 0 && !config.ContainsKey("ClientCertificateUsages"))
        {
            config["ClientCertificateUsages"] = usages;
        }
    }

    private static string PasswordOf(ClientCertificate certificate) => Encoding.UTF8.GetString(Base64Text.Bytes(certificate.Password)!);

    private static void SetDefault(JsonObject config, string name, string? value)
    {
        if (value is not null && !config.ContainsKey(name))
        {
            config[name] = value;
        }
    }
}
