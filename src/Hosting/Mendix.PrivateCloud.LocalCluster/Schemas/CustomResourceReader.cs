using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>Turns a valid CustomResourceDefinition into the resource types that it declares.</summary>
internal static class CustomResourceReader
{
    public static IReadOnlyList<ResourceType> Read(JsonObject definition)
    {
        var spec = definition.Object("spec") ?? [];
        return [.. spec.Objects("versions").Where(version => version.Boolean("served")).Select(version => Read(spec, version))];
    }

    private static ResourceType Read(JsonObject spec, JsonObject version)
    {
        var names = spec.Object("names") ?? [];
        var kind = names.String("kind")!;
        var schema = SchemaReader.ReadRoot(version.Object("schema").Object("openAPIV3Schema") ?? []);
        var group = spec.String("group")!;
        return new ResourceType
        {
            Group = group,
            Version = version.String("name")!,
            Kind = kind,
            ListKind = names.String("listKind")!,
            Plural = names.String("plural")!,
            Singular = names.String("singular")!,
            ShortNames = Strings(names, "shortNames"),
            Categories = Strings(names, "categories"),
            Namespaced = spec.String("scope") == "Namespaced",
            HasStatus = version.Object("subresources").Object("status") is not null,
            Scale = ReadScale(version.Object("subresources").Object("scale")),
            Schema = schema with { DefinitionName = DefinitionName(group, version.String("name")!, kind) },
            PrinterColumns = [.. version.Objects("additionalPrinterColumns").Select(ReadColumn)],
            IsCustom = true,
            IsStorageVersion = version.Boolean("storage"),
        };
    }

    // com.example.v1.Thing: the group backwards, as Kubernetes names the definitions of custom resources.
    private static string DefinitionName(string group, string version, string kind) =>
        string.Join('.', [.. group.Split('.').Reverse(), version, kind]);

    private static ScaleSubresource? ReadScale(JsonObject? scale) => scale is null
        ? null
        : new ScaleSubresource(
            FieldPath(scale.String("specReplicasPath"))!,
            FieldPath(scale.String("statusReplicasPath"))!,
            FieldPath(scale.String("labelSelectorPath")));

    private static string[]? FieldPath(string? path) =>
        string.IsNullOrEmpty(path) ? null : path.Split('.', StringSplitOptions.RemoveEmptyEntries);

    private static PrinterColumn ReadColumn(JsonObject column) => new(
        column.String("name") ?? "",
        column.String("type") ?? "string",
        column.String("format") ?? "",
        column.String("description") ?? "",
        (int)(column.Integer("priority") ?? 0),
        column.String("jsonPath") ?? "");

    private static List<string> Strings(JsonObject source, string name) =>
        source.Array(name)?.Select(Json.AsString).OfType<string>().ToList() ?? [];
}
