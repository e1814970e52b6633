using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>One kind in one version: its names, its schema, and what the server may do with its objects.</summary>
internal sealed class ResourceType
{
    public required string Group { get; init; }

    public required string Version { get; init; }

    public required string Kind { get; init; }

    public string ListKind { get => field ?? Kind + "List"; init; }

    public required string Plural { get; init; }

    public string Singular { get => field ?? Kind.ToLowerInvariant(); init; }

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public bool Namespaced { get; init; }

    public bool HasStatus { get; init; }

    /// <summary>Null if the kind has no scale subresource.</summary>
    public ScaleSubresource? Scale { get; init; }

    public required Schema Schema { get; init; }

    /// <summary>Declared by a CustomResourceDefinition; built-in kinds have columns of their own.</summary>
    public IReadOnlyList<PrinterColumn> PrinterColumns { get; init; } = [];

    public bool IsCustom { get; init; }

    /// <summary>This version is the one that objects are stored in.</summary>
    public bool IsStorageVersion { get; init; } = true;

    /// <summary>What may stand in <c>metadata.name</c>.</summary>
    public NameRule NameRule { get; init; } = NameRule.DnsSubdomain;

    public GroupVersionKind GroupVersionKind => new(Group, Version, Kind);

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>
    /// One type for each served version of a CustomResourceDefinition that <see cref="CustomResourceDefinitionRules"/> has accepted.
    /// </summary>
    public static IReadOnlyList<ResourceType> FromCustomResourceDefinition(JsonObject definition) =>
        CustomResourceReader.Read(definition);

    /// <summary>What the schema does not know, as strict decoding reports it: <c>unknown field "spec.typo"</c>.</summary>
    public IReadOnlyList<string> FindUnknownFields(JsonObject value) => Schema.FindUnknownFields(value);

    /// <summary>
    /// Why a built-in object cannot be decoded: a value of the wrong type. Kubernetes then answers 400 with
    /// <c>Deployment in version "v1" cannot be handled as a Deployment: </c> and this text. Null if it can, and for custom resources,
    /// whose types <see cref="Validate"/> checks.
    /// </summary>
    public string? FindDecodingError(JsonObject value) => IsCustom ? null : TypedDecoding.FindError(Schema, value);

    /// <summary>
    /// Brings what a client sent into the form that is stored, in place: unknown fields go, defaults come, and for built-in
    /// kinds nulls and empty lists vanish and quantities become canonical, as they do when Kubernetes decodes them into typed objects.
    /// Call it on every write, after <see cref="FindUnknownFields"/> and before <see cref="Validate"/>.
    /// </summary>
    public void Normalize(JsonObject value)
    {
        Schema.Prune(value);
        if (!IsCustom)
        {
            TypedForm.Apply(Schema, value);
        }

        Schema.ApplyDefaults(value);
    }

    /// <summary>Every violation in the object: names, labels, owner references, the schema, immutable fields.</summary>
    /// <param name="value">The object as it would be stored.</param>
    /// <param name="old">What is stored now; null on create.</param>
    public IReadOnlyList<FieldError> Validate(JsonObject value, JsonObject? old)
    {
        var errors = new List<FieldError>();
        ObjectMetaRules.Check(this, value, old, errors);
        SchemaValidator.Validate(Schema, value, old, "", errors);
        if (IsCustom && Scale is { } scale)
        {
            ScaleRules.Check(scale, value, errors);
        }

        return errors;
    }

    public override string ToString() => GroupVersionKind.ToString();
}
