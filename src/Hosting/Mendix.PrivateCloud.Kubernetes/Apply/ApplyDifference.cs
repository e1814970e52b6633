using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Whether applying would change anything, decided without a request.</summary>
internal static class ApplyDifference
{
    // Identity and bookkeeping are not applied: only these parts of the metadata can be desired.
    private static readonly string[] AppliedMetadata = ["labels", "annotations", "ownerReferences", "finalizers"];

    /// <summary>The path of the first field that applying would change; <see langword="null"/> when there is none.</summary>
    public static string? Find<T>(T desired, T observed, string fieldManager, string? subresource)
        where T : class, IKubernetesObject<T>
    {
        var shape = TypeShape.Of(T.TypeInfo);
        var comparer = new DesiredComparer(IsCustomResource(T.Definition));
        foreach (var property in shape.Properties)
        {
            if (!IsApplied(property, subresource) || property.Get(desired) is not { } wanted)
            {
                continue;
            }

            var difference = property.Name == "metadata"
                ? FindInMetadata(property, wanted, property.Get(observed), comparer)
                : comparer.Find(property, wanted, property.Get(observed));
            if (difference is not null)
            {
                return difference;
            }
        }

        return FieldOwnership.FindAbandoned(shape, desired, observed.Metadata.ManagedFields, fieldManager, subresource);
    }

    private static bool IsApplied(TypeShape.Property property, string? subresource) => property.Name switch
    {
        "apiVersion" or "kind" => false,
        "metadata" => subresource is null,
        "status" => subresource == "status",
        _ => subresource is null,
    };

    private static string? FindInMetadata(TypeShape.Property metadata, object desired, object? observed, DesiredComparer comparer)
    {
        foreach (var property in metadata.Shape.Properties)
        {
            if (AppliedMetadata.Contains(property.Name) && property.Get(desired) is { } wanted
                && comparer.Find(property, wanted, observed is null ? null : property.Get(observed)) is { } path)
            {
                return $"metadata.{path}";
            }
        }

        return null;
    }

    /// <summary>Built-in kinds are Go structures to the server, which drops empty values; custom resources are kept as they came.</summary>
    private static bool IsCustomResource(ResourceDefinition definition) =>
        definition.Group.Contains('.') && !definition.Group.EndsWith(".k8s.io", StringComparison.Ordinal);
}
