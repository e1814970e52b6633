using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>An <c>apps/v1</c> ControllerRevision: what a controller wanted at one time, kept so that it can be returned to. Its data never changes.</summary>
public sealed class ControllerRevision : KubernetesObject<ControllerRevision>, IKubernetesObject<ControllerRevision>
{
    /// <inheritdoc/>
    public static ResourceDefinition Definition { get; } = new("apps", "v1", "ControllerRevision", "controllerrevisions", "controllerrevision");

    /// <inheritdoc/>
    public static JsonTypeInfo<ControllerRevision> TypeInfo => KubernetesJson.Default.ControllerRevision;

    /// <summary>What was wanted; any JSON object. The server demands it and refuses to change it.</summary>
    public JsonElement? Data { get; set; }

    /// <summary>Counts the revisions, from 1.</summary>
    public long Revision { get; set; }
}
