using System.Text.Json;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>The fields that one manager set, as server-side apply tracks them.</summary>
public sealed class ManagedFieldsEntry
{
    /// <summary>The field manager's name.</summary>
    public string? Manager { get; set; }

    /// <summary><c>Apply</c> or <c>Update</c>.</summary>
    public string? Operation { get; set; }

    /// <summary>The subresource through which the fields were set, such as <c>status</c>; absent for the main one.</summary>
    public string? Subresource { get; set; }

    /// <summary>The version in whose terms the fields are named.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>When the entry was last written.</summary>
    public DateTimeOffset? Time { get; set; }

    /// <summary>The format of <see cref="FieldsV1"/>; always <c>FieldsV1</c>.</summary>
    public string? FieldsType { get; set; }

    /// <summary>The set of fields as a tree.</summary>
    public JsonElement? FieldsV1 { get; set; }
}
