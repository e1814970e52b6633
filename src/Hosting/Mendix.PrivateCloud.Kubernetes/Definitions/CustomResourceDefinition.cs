using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>An <c>apiextensions.k8s.io/v1</c> CustomResourceDefinition.</summary>
public sealed class CustomResourceDefinition : KubernetesObject<CustomResourceDefinition>, IKubernetesObject<CustomResourceDefinition>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } = new(
        "apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", "customresourcedefinition", Namespaced: false);

    /// <inheritdoc/>
    public static JsonTypeInfo<CustomResourceDefinition> TypeInfo => KubernetesJson.Default.CustomResourceDefinition;

    /// <summary>Desired state.</summary>
    public CustomResourceDefinitionSpec? Spec { get; set; }

    /// <summary>Observed state.</summary>
    public CustomResourceDefinitionStatus? Status { get; set; }
}

/// <summary>A kind that the API server is to serve.</summary>
public sealed class CustomResourceDefinitionSpec
{
    /// <summary>The API group.</summary>
    public string? Group { get; set; }

    /// <summary>What the kind is called.</summary>
    public CustomResourceNames? Names { get; set; }

    /// <summary><c>Namespaced</c> or <c>Cluster</c>.</summary>
    public string? Scope { get; set; }

    /// <summary>The versions.</summary>
    public List<CustomResourceVersion>? Versions { get; set; }
}

/// <summary>What a kind is called.</summary>
public sealed class CustomResourceNames
{
    /// <summary>The kind.</summary>
    public string? Kind { get; set; }

    /// <summary>The kind of a list.</summary>
    public string? ListKind { get; set; }

    /// <summary>The word used in paths.</summary>
    public string? Plural { get; set; }

    /// <summary>The word for one object.</summary>
    public string? Singular { get; set; }

    /// <summary>Short words that kubectl accepts.</summary>
    public List<string>? ShortNames { get; set; }

    /// <summary>Groups of kinds that kubectl can list together.</summary>
    public List<string>? Categories { get; set; }
}

/// <summary>One version of a kind.</summary>
public sealed class CustomResourceVersion
{
    /// <summary>The version's name.</summary>
    public string? Name { get; set; }

    /// <summary>Whether the server answers in this version.</summary>
    public bool Served { get; set; }

    /// <summary>Whether the server stores objects in this version; exactly one is.</summary>
    public bool Storage { get; set; }

    /// <summary>What objects look like.</summary>
    public CustomResourceValidation? Schema { get; set; }

    /// <summary>Which subresources there are.</summary>
    public CustomResourceSubresources? Subresources { get; set; }

    /// <summary>Columns of <c>kubectl get</c>.</summary>
    public List<CustomResourceColumn>? AdditionalPrinterColumns { get; set; }
}

/// <summary>What objects look like.</summary>
public sealed class CustomResourceValidation
{
    /// <summary>The schema.</summary>
    [JsonPropertyName("openAPIV3Schema")]
    public JsonSchema? OpenApiV3Schema { get; set; }
}

/// <summary>Which subresources there are.</summary>
public sealed class CustomResourceSubresources
{
    /// <summary>Present when status is written apart from the rest.</summary>
    public CustomResourceStatusSubresource? Status { get; set; }

    /// <summary>Present when replicas can be scaled.</summary>
    public CustomResourceScaleSubresource? Scale { get; set; }
}

/// <summary>Status is written apart from the rest.</summary>
public sealed class CustomResourceStatusSubresource;

/// <summary>Where the scale subresource finds its numbers.</summary>
public sealed class CustomResourceScaleSubresource
{
    /// <summary>Path of the desired number.</summary>
    public string? SpecReplicasPath { get; set; }

    /// <summary>Path of the observed number.</summary>
    public string? StatusReplicasPath { get; set; }

    /// <summary>Path of the selector, as text.</summary>
    public string? LabelSelectorPath { get; set; }
}

/// <summary>A column of <c>kubectl get</c>.</summary>
public sealed class CustomResourceColumn
{
    /// <summary>The heading.</summary>
    public string? Name { get; set; }

    /// <summary>The type of the value.</summary>
    public string? Type { get; set; }

    /// <summary>The format of the value.</summary>
    public string? Format { get; set; }

    /// <summary>What the value means.</summary>
    public string? Description { get; set; }

    /// <summary>Columns of a priority over 0 appear only with <c>-o wide</c>.</summary>
    public int? Priority { get; set; }

    /// <summary>The simple JSON path of the value.</summary>
    public string? JsonPath { get; set; }
}

/// <summary>Whether the API server serves a kind.</summary>
public sealed class CustomResourceDefinitionStatus
{
    /// <summary>Conditions: <c>NamesAccepted</c>, <c>Established</c>, <c>NonStructuralSchema</c>.</summary>
    public List<Condition>? Conditions { get; set; }
}
