using System.Security.Cryptography;
using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.ReferenceHost.Clusters;

/// <summary>Tells which of two definitions of the same kind is the newer one, by marks that the installer leaves on them.</summary>
internal static class SchemaVersion
{
    private const string VersionAnnotation = "privatecloud.mendix.com/schema-version";
    private const string DigestAnnotation = "privatecloud.mendix.com/schema-digest";

    private static readonly Version Ours = typeof(SchemaVersion).Assembly.GetName().Version!;

    /// <summary>Marks a definition of this build.</summary>
    public static void Mark(CustomResourceDefinition definition)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(definition, CustomResourceDefinition.TypeInfo);
        definition.Metadata.Annotations ??= [];
        definition.Metadata.Annotations[VersionAnnotation] = Ours.ToString(3);
        definition.Metadata.Annotations[DigestAnnotation] = Convert.ToHexStringLower(SHA256.HashData(json))[..16];
    }

    /// <summary>Whether the cluster's definition is missing, or of an earlier build than this marked one.</summary>
    public static bool IsOutdated(CustomResourceDefinition? present, CustomResourceDefinition marked) =>
        present is null
        || (!IsNewer(present, marked) && Annotation(present, DigestAnnotation) != Annotation(marked, DigestAnnotation));

    /// <summary>Whether the cluster's definition is of a later version than this marked one.</summary>
    public static bool IsNewer(CustomResourceDefinition? present, CustomResourceDefinition marked) =>
        Version.TryParse(Annotation(present, VersionAnnotation), out var there)
        && there > Version.Parse(Annotation(marked, VersionAnnotation)!);

    private static string? Annotation(CustomResourceDefinition? definition, string key) =>
        definition?.Metadata.Annotations?.GetValueOrDefault(key);
}
