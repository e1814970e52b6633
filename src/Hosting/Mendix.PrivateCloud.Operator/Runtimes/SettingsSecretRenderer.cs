using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Apps;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Runtimes;

/// <summary>
/// The Secret with what the runtime has to be told beside its storage. A Secret and not a ConfigMap: constants and
/// custom settings often hold keys of other systems.
/// </summary>
internal static class SettingsSecretRenderer
{
    public static (Secret? Secret, Verdict? Problem) Render(Runtime runtime)
    {
        var settings = runtime.Spec!.Settings ?? new RuntimeConfiguration();
        if (Custom(settings.CustomConfiguration) is not { } config)
        {
            return (null, Verdict.Failed(
                Reasons.InvalidField,
                "spec.runtime.customConfiguration is not a JSON object. Write it as { \"Setting\": value, … }, with double quotes around names and texts and each name once."));
        }

        // A value of the user's own wins over what is worked out here (documented for ApplicationRootUrl since 1.12).
        SetDefault(config, "ApplicationRootUrl", runtime.Spec.AppUrl);
        SetDefault(config, "DTAPMode", settings.DtapMode);
        SetDefault(config, "ScheduledEventExecution", settings.ScheduledEventExecution);
        if (settings.MyScheduledEvents is { Count: > 0 } events)
        {
            config["MyScheduledEvents"] = new JsonArray([.. events.Select(name => JsonValue.Create(name))]);
        }

        // Constants may also stand inside the custom configuration, as a text that is JSON itself; these here win (documented).
        if (settings.MicroflowConstants is { Count: > 0 } constants)
        {
            if (Constants(config["MicroflowConstants"]) is not { } merged)
            {
                return (null, Verdict.Failed(
                    Reasons.InvalidField,
                    "MicroflowConstants in spec.runtime.customConfiguration is neither a JSON object nor a text that holds one. Correct it, or use spec.runtime.microflowConstants alone."));
            }

            foreach (var (name, value) in constants)
            {
                merged[name] = value;
            }

            config["MicroflowConstants"] = merged.ToJsonString();
        }

        var data = new Dictionary<string, byte[]> { ["config"] = JsonSerializer.SerializeToUtf8Bytes(config) };
        return Password(data, "mx-admin-password", settings.MxAdminPassword, "spec.runtime.mxAdminPassword")
            ?? Password(data, "mx-debugger-password", settings.DebuggerPassword, "spec.runtime.debuggerPassword")
            ?? (new Secret
            {
                Metadata = Owners.Child(runtime, AppNames.RuntimeSettingsSecret(runtime.Spec.AppName), runtime.Spec.AppName),
                Type = "Opaque",
                Data = data,
            }, null);
    }

    private static readonly JsonDocumentOptions EachNameOnce = new() { AllowDuplicateProperties = false };

    private static JsonObject? Custom(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(text, documentOptions: EachNameOnce) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject? Constants(JsonNode? node) => node switch
    {
        null => [],
        JsonObject constants => (JsonObject)constants.DeepClone(),
        JsonValue value when value.TryGetValue<string>(out var text) => Custom(text),
        _ => null,
    };

    private static void SetDefault(JsonObject config, string name, string? value)
    {
        if (value is not null && !config.ContainsKey(name))
        {
            config[name] = value;
        }
    }

    private static (Secret?, Verdict?)? Password(Dictionary<string, byte[]> data, string key, SensitiveString? base64, string field)
    {
        if (base64 is null or { IsEmpty: true })
        {
            return null;
        }

        var buffer = new byte[base64.Reveal().Length];
        if (!Convert.TryFromBase64String(base64.Reveal(), buffer, out var length))
        {
            return (null, Verdict.Failed(Reasons.InvalidField, $"{field} is not base64. Encode the password, for example with: printf %s PASSWORD | base64"));
        }

        data[key] = buffer[..length];
        return null;
    }
}
