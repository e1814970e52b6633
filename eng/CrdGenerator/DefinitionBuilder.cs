using System.Reflection;
using Mendix.PrivateCloud.Kubernetes.Definitions;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace CrdGenerator;

/// <summary>Makes the CustomResourceDefinition of one marked type.</summary>
internal sealed class DefinitionBuilder(Documentation documentation)
{
    private const string Category = "mendix";

    public CustomResourceDefinition Build(Type type)
    {
        var marked = type.GetCustomAttribute<CustomResourceAttribute>()!;
        var resource = (ResourceDefinition)type.GetProperty(nameof(MendixApp.Definition))!.GetValue(null)!;
        return new CustomResourceDefinition
        {
            Metadata = new ObjectMeta { Name = $"{resource.Plural}.{resource.Group}" },
            Spec = new CustomResourceDefinitionSpec
            {
                Group = resource.Group,
                Names = new CustomResourceNames
                {
                    Kind = resource.Kind,
                    ListKind = resource.ListKind,
                    Plural = resource.Plural,
                    Singular = resource.Singular,
                    ShortNames = marked.ShortNames.Count == 0 ? null : [.. marked.ShortNames],
                    Categories = [Category],
                },
                Scope = resource.Namespaced ? "Namespaced" : "Cluster",
                Versions = [Version(type, resource)],
            },
        };
    }

    private CustomResourceVersion Version(Type type, ResourceDefinition resource)
    {
        var columns = type.GetCustomAttributes<PrinterColumnAttribute>();
        return new CustomResourceVersion
        {
            Name = resource.Version,
            Served = true,
            Storage = true,
            Schema = new CustomResourceValidation { OpenApiV3Schema = new SchemaBuilder(documentation).BuildRoot(type) },
            Subresources = Subresources(type),
            AdditionalPrinterColumns = [.. columns.Select(column => new CustomResourceColumn
            {
                Name = column.Name,
                Type = column.Type,
                Priority = column.Wide ? 1 : null,
                JsonPath = column.JsonPath,
            })],
        };
    }

    private static CustomResourceSubresources? Subresources(Type type)
    {
        var scale = type.GetCustomAttribute<ScaleSubresourceAttribute>();
        var hasStatus = type.GetProperty(nameof(MendixApp.Status)) is not null;
        return scale is null && !hasStatus ? null : new CustomResourceSubresources
        {
            Status = hasStatus ? new CustomResourceStatusSubresource() : null,
            Scale = scale is null ? null : new CustomResourceScaleSubresource
            {
                SpecReplicasPath = scale.SpecReplicasPath,
                StatusReplicasPath = scale.StatusReplicasPath,
                LabelSelectorPath = scale.LabelSelectorPath,
            },
        };
    }
}
