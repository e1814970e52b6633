using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Settings;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rules;

/// <summary>Settings that are written as JSON text, and constants.</summary>
internal static class SettingsRules
{
    public static IEnumerable<string> Problems(RuntimeSpec spec)
    {
        var settings = spec.Settings;
        var config = JsonText.Object(settings?.CustomConfiguration);
        if (config is null)
        {
            yield return NotJson("spec.runtime.customConfiguration");
        }
        else if (JsonText.ObjectOrText(config[RuntimeConfig.Constants]) is null)
        {
            yield return "MicroflowConstants in spec.runtime.customConfiguration is neither a JSON object nor a text that holds one. " +
                "Correct it, or use spec.runtime.microflowConstants alone.";
        }

        if (JsonText.Object(settings?.JettyOptions) is null)
        {
            yield return NotJson("spec.runtime.jettyOptions");
        }

        foreach (var name in (settings?.MicroflowConstants ?? []).Keys.Where(name => !IsInModule(name)))
        {
            yield return $"spec.runtime.microflowConstants has the constant '{name}', which names no module. Write it as Module.Constant.";
        }
    }

    public static string NotJson(string field) =>
        $"{field} is not a JSON object. Write it as {{ \"Setting\": value, … }}, with double quotes around names and texts and each name once.";

    /// <summary>Whether a name is one of a module, as in <c>Crm.Url</c>.</summary>
    public static bool IsInModule(string? name) =>
        name is not null && name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && dot < name.Length - 1 && !name.Any(char.IsWhiteSpace);
}
