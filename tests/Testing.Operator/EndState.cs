using System.Reflection;
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
        ["uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "lastTransitionTime", "observedGeneration", "data", "tenantId", "privatecloud.mendix.com/tenant-id", "clusterIP", "clusterIPs", "pods", "privatecloud.mendix.com/revision"];

    // Derived, so that a kind that the operator makes tomorrow is compared as well. Events tell, Pods are the cluster's own.
    private static readonly IReadOnlyList<MethodInfo> Readers =
    [
        .. typeof(MendixApp).Assembly.GetExportedTypes()
            .Where(type => type is { IsAbstract: false, IsClass: true } && type.IsAssignableTo(typeof(IKubernetesObject)))
            .Where(type => type != typeof(Event) && type != typeof(Pod) && type != typeof(Namespace) && type != typeof(CustomResourceDefinition))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => typeof(EndState).GetMethod(nameof(ReadAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type)),
    ];

    /// <param name="client">Reads.</param>
    /// <param name="space">The namespace.</param>
    /// <param name="isOfInterest">Which resources are read, by their plurals; all when null.</param>
    public static async Task<string> OfAsync(KubernetesClient client, string space, Func<string, bool>? isOfInterest = null)
    {
        var lines = new List<string>();
        foreach (var reader in Readers)
        {
            lines.AddRange(await (Task<IEnumerable<string>>)reader.Invoke(null, [client, space, isOfInterest])!);
        }

        return string.Join('\n', lines);
    }

    private static async Task<IEnumerable<string>> ReadAsync<T>(KubernetesClient client, string space, Func<string, bool>? isOfInterest)
        where T : class, IKubernetesObject<T>
    {
        if (isOfInterest?.Invoke(T.Definition.Plural) == false)
        {
            return [];
        }

        try
        {
            var found = await client.ListAsync<T>(space, cancellationToken: TestContext.Current.CancellationToken);
            return found.Items
                .Where(item => item is MendixApp || item.Metadata.Labels?.GetValueOrDefault("app.kubernetes.io/managed-by") == "mendix-operator")
                .OrderBy(item => item.Metadata.Name, StringComparer.Ordinal)
                .Select(item => $"{T.Definition.Kind} {Text(item, space)}");
        }
        catch (KubernetesException exception) when (exception.IsNotFound)
        {
            // A kind that this cluster does not know.
            return [];
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
