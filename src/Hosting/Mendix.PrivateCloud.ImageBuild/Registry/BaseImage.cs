using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>An image for one platform, ready to get another layer.</summary>
/// <param name="Reference">Its name by digest.</param>
/// <param name="MediaType">That of its manifest.</param>
/// <param name="Manifest">The manifest as it is.</param>
/// <param name="Config">The configuration as it is.</param>
/// <param name="Layers">Its layers in order.</param>
internal sealed record BaseImage(
    ImageReference Reference, string MediaType, JsonObject Manifest, JsonObject Config, IReadOnlyList<ContentDescriptor> Layers);
