namespace Mendix.PrivateCloud.Kubernetes.Definitions;

/// <summary>Marks a type for which a CustomResourceDefinition is generated.</summary>
/// <param name="shortNames">Short words that kubectl accepts.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class CustomResourceAttribute(params string[] shortNames) : Attribute
{
    /// <summary>Short words that kubectl accepts.</summary>
    public IReadOnlyList<string> ShortNames { get; } = shortNames;
}

/// <summary>A column of <c>kubectl get</c>. Columns appear in the order of the attributes.</summary>
/// <param name="name">The heading.</param>
/// <param name="jsonPath">The simple JSON path of the value.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
internal sealed class PrinterColumnAttribute(string name, string jsonPath) : Attribute
{
    /// <summary>The heading.</summary>
    public string Name { get; } = name;

    /// <summary>The simple JSON path of the value.</summary>
    public string JsonPath { get; } = jsonPath;

    /// <summary><c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c> or <c>date</c>. Default: <c>string</c>.</summary>
    public string Type { get; init; } = "string";

    /// <summary>Whether the column appears only with <c>-o wide</c>. Default: no.</summary>
    public bool Wide { get; init; }
}

/// <summary>Lets <c>kubectl scale</c> and autoscalers change the number of replicas.</summary>
/// <param name="specReplicasPath">Path of the desired number.</param>
/// <param name="statusReplicasPath">Path of the observed number.</param>
/// <param name="labelSelectorPath">Path of the selector, as text.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class ScaleSubresourceAttribute(string specReplicasPath, string statusReplicasPath, string labelSelectorPath) : Attribute
{
    /// <summary>Path of the desired number.</summary>
    public string SpecReplicasPath { get; } = specReplicasPath;

    /// <summary>Path of the observed number.</summary>
    public string StatusReplicasPath { get; } = statusReplicasPath;

    /// <summary>Path of the selector, as text.</summary>
    public string LabelSelectorPath { get; } = labelSelectorPath;
}

/// <summary>Items of the list are told apart by this field, so that several writers can each own some of them.</summary>
/// <param name="key">The JSON name of the field; it must be required.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
internal sealed class ListMapKeyAttribute(string key) : Attribute
{
    /// <summary>The JSON name of the field.</summary>
    public string Key { get; } = key;
}
