using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Manifests;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>The CustomResourceDefinitions of our kinds, to be installed before anything else.</summary>
public static class CustomResourceDefinitions
{
    private const string ResourcePrefix = "crds/";

    private static readonly Lazy<IReadOnlyList<Entry>> Entries = new(Load);

    /// <summary>All of them, sorted by name. Every call makes new objects, so that a caller may change them.</summary>
    public static IReadOnlyList<CustomResourceDefinition> All => [.. Entries.Value.Select(entry => Read(entry.Json))];

    /// <summary>
    /// The same as files: the name, such as <c>mendixapps.yaml</c>, and the text, as the repository has it in <c>deploy/crds</c>.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Files => Entries.Value.ToDictionary(entry => entry.File, entry => entry.Text);

    /// <summary>The schema of one kind, to check objects against.</summary>
    internal static JsonSchema? FindSchema(string kind) => Schemas.Value.GetValueOrDefault(kind);

    private static readonly Lazy<Dictionary<string, JsonSchema>> Schemas = new(() =>
        All.ToDictionary(crd => crd.Spec!.Names!.Kind!, crd => crd.Spec!.Versions![0].Schema!.OpenApiV3Schema!));

    private static CustomResourceDefinition Read(JsonElement json) => json.Deserialize(CustomResourceDefinition.TypeInfo)!;

    private static List<Entry> Load()
    {
        var assembly = typeof(CustomResourceDefinitions).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal));
        var entries = new List<Entry>();
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var text = reader.ReadToEnd();
            var problems = new ProblemList(name);
            var document = new SourceReader(new StringReader(text), problems).ReadAll().Single();
            entries.Add(new Entry(name[ResourcePrefix.Length..], text, SourceJson.ToElement(document)));
        }

        return entries;
    }

    private sealed record Entry(string File, string Text, JsonElement Json);
}
