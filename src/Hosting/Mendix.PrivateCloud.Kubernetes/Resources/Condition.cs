using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>One observed aspect of an object, in the standard shape of the Kubernetes API.</summary>
public sealed class Condition
{
    /// <summary>The aspect, such as <c>Ready</c>; unique per object.</summary>
    [Required]
    public string Type { get; set; } = "";

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    [Required]
    [AllowedValues("True", "False", "Unknown")]
    public string Status { get; set; } = ConditionStatus.Unknown;

    /// <summary>The generation of the object that was looked at.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>When <see cref="Status"/> last changed.</summary>
    public DateTimeOffset? LastTransitionTime { get; set; }

    /// <summary>The cause as one CamelCase word, for programs.</summary>
    public string? Reason { get; set; }

    /// <summary>The cause and the remedy, for people.</summary>
    public string? Message { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>The words of <see cref="Condition.Status"/>.</summary>
public static class ConditionStatus
{
    /// <summary>The aspect holds.</summary>
    public const string True = "True";

    /// <summary>The aspect does not hold.</summary>
    public const string False = "False";

    /// <summary>It is not known whether the aspect holds.</summary>
    public const string Unknown = "Unknown";
}
