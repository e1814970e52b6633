using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Settings;

namespace Mendix.PrivateCloud.Operator.Runtimes.Health;

/// <summary>Takes out of an app's words what its Secrets hold: an app that fails to log in may well say with which password.</summary>
internal static class Redaction
{
    // Shorter ones are found everywhere, and hide nothing.
    private const int ShortestSecret = 6;

    public static string Of(string words, IEnumerable<Secret> secrets)
    {
        foreach (var value in secrets.SelectMany(secret => (secret.Data ?? []).Values).SelectMany(Values).Where(value => value.Length >= ShortestSecret).Distinct()
            .OrderByDescending(value => value.Length))
        {
            words = words.Replace(value, "***", StringComparison.Ordinal);
        }

        return words;
    }

    private static IEnumerable<string> Values(byte[] content)
    {
        try
        {
            return JsonNode.Parse(content) is JsonObject json ? Texts(json) : [Encoding.UTF8.GetString(content)];
        }
        catch (JsonException)
        {
            return [Encoding.UTF8.GetString(content)];
        }
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(pair => IsPublic(pair.Key) ? [] : Texts(pair.Value)),
        JsonArray array => array.SelectMany(Texts),
        // Constants stand in a text that is JSON itself.
        JsonValue value when value.TryGetValue<string>(out var text) => text.StartsWith('{') ? [text, .. Texts(JsonText.Object(text))] : [text],
        _ => [],
    };

    // What helps to find the cause, and is no secret.
    private static bool IsPublic(string setting) =>
        setting is "DatabaseType" or "DatabaseHost" or "DatabaseName" or "DatabaseUserName" or "ApplicationRootUrl" or "DTAPMode" or "ScheduledEventExecution" or "MyScheduledEvents"
            or "com.mendix.core.StorageService" or "com.mendix.storage.s3.EndPoint" or "com.mendix.storage.s3.BucketName" or "Metrics.Registries" or "level" or "format" or "nodes" or "type";
}
