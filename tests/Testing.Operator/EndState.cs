using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Testing.Operator;

/// <summary>
/// All that the operator made in a namespace, as text in which only what may differ between two runs is missing:
/// identities, versions, times and random values.
/// </summary>
public static partial class EndState
{
    private static readonly string[] Incidental =
        ["uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "lastTransitionTime", "observedGeneration", "data", "tenantId", "privatecloud.mendix.com/tenant-id", "clusterIP", "clusterIPs"];

    public static async Task<string> OfAsync(KubernetesClient client, string space)
    {
        var lines = new List<string>();
        await AddAsync<MendixApp>();
        await AddAsync<StorageInstance>();
        await AddAsync<Build>();
        await AddAsync<Endpoint>();
        await AddAsync<Runtime>();
        await AddAsync<Secret>();
        await AddAsync<Service>();
        await AddAsync<Ingress>();
        await AddAsync<Deployment>();
        await AddAsync<Lease>();
        return string.Join('\n', lines);

        async Task AddAsync<T>()
            where T : class, IKubernetesObject<T>
        {
            var found = await client.ListAsync<T>(space, cancellationToken: TestContext.Current.CancellationToken);
            lines.AddRange(found.Items
                .Where(item => item is MendixApp || item.Metadata.Labels?.GetValueOrDefault("app.kubernetes.io/managed-by") == "mendix-operator")
                .OrderBy(item => item.Metadata.Name, StringComparer.Ordinal)
                .Select(item => $"{T.Definition.Kind} {Text(item, space)}"));
        }
    }

    private static string Text<T>(T item, string space)
        where T : class, IKubernetesObject<T>
    {
        var json = JsonSerializer.SerializeToNode(item, T.TypeInfo)!.AsObject();
        if (item is Secret secret)
        {
            json["keys"] = string.Join(',', (secret.Data ?? []).Keys.Order(StringComparer.Ordinal));
        }

        if (item is Deployment)
        {
            json["status"]!.AsObject().Remove("conditions");
        }

        Strip(json);
        var text = Digest().Replace(json.ToJsonString(), "");
        return text.Replace(space, "SPACE", StringComparison.Ordinal);
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Strip(item);
            }
        }
        else if (node is JsonObject json)
        {
            foreach (var name in Incidental)
            {
                json.Remove(name);
            }

            foreach (var (_, value) in json)
            {
                Strip(value);
            }
        }
    }

    [GeneratedRegex("\"privatecloud.mendix.com/settings-digest\":\"[0-9a-f]+\"")]
    private static partial Regex Digest();
}
