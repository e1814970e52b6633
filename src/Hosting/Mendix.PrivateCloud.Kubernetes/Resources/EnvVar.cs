using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>An environment variable; its value is given here or taken from elsewhere.</summary>
public sealed class EnvVar
{
    /// <summary>The name.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>The value.</summary>
    public string? Value { get; set; }

    /// <summary>Where the value is taken from.</summary>
    public EnvVarSource? ValueFrom { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>Where the value of an environment variable is taken from.</summary>
public sealed class EnvVarSource
{
    /// <summary>A key of a Secret in the same namespace.</summary>
    public SecretKeySelector? SecretKeyRef { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>A key of a Secret in the same namespace.</summary>
public sealed class SecretKeySelector
{
    /// <summary>Name of the Secret.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>The key.</summary>
    [Required]
    public string Key { get; set; } = "";

    /// <summary>Whether the Secret or the key may be missing.</summary>
    public bool? Optional { get; set; }

    /// <summary>Fields that this version does not know; kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
