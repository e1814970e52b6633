using System.Text.Json;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>What the API server says of itself.</summary>
/// <param name="Major">Such as <c>1</c>.</param>
/// <param name="Minor">Such as <c>31</c>; some vendors add a sign, as in <c>31+</c>.</param>
/// <param name="GitVersion">Such as <c>v1.31.2</c>.</param>
public sealed record KubernetesVersion(string Major, string Minor, string GitVersion)
{
    internal static KubernetesVersion FromJson(JsonElement json) => new(Text(json, "major"), Text(json, "minor"), Text(json, "gitVersion"));

    private static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new JsonException($"no {name}");
}
