using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Settings;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rules;

/// <summary>Scheduled events, in their two documented forms.</summary>
internal static class EventRules
{
    public static IEnumerable<string> Problems(RuntimeSpec spec)
    {
        foreach (var name in (spec.Settings?.MyScheduledEvents ?? []).Where(name => !SettingsRules.IsInModule(name)))
        {
            yield return $"spec.runtime.myScheduledEvents has the event '{name}', which names no module. Write it as Module.Event.";
        }

        var config = JsonText.Object(spec.Settings?.CustomConfiguration) ?? [];
        var execution = Text(config[RuntimeConfig.EventExecution]) ?? spec.Settings?.ScheduledEventExecution;
        if (execution == RuntimeConfig.OnlySpecified && spec.Settings?.MyScheduledEvents is not { Count: > 0 } && IsEmpty(config[RuntimeConfig.Events]))
        {
            yield return "spec.runtime.scheduledEventExecution is SPECIFIED, but no event is. Name them in spec.runtime.myScheduledEvents, or set it to ALL or NONE.";
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool IsEmpty(JsonNode? node) => node switch
    {
        null => true,
        JsonArray events => events.Count == 0,
        _ => string.IsNullOrWhiteSpace(Text(node)),
    };
}
