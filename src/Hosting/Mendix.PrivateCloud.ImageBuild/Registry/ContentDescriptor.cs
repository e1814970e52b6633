using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>What a manifest says of a blob or of another manifest.</summary>
internal sealed record ContentDescriptor(string MediaType, string Digest, long Size)
{
    /// <returns>Null when it is none that could be verified.</returns>
    public static ContentDescriptor? Of(JsonNode? node) =>
        node is JsonObject descriptor
        && descriptor["mediaType"] is JsonValue type && type.TryGetValue(out string? mediaType)
        && descriptor["digest"] is JsonValue name && name.TryGetValue(out string? digest) && ContentDigest.IsOne(digest)
        && descriptor["size"] is JsonValue length && length.TryGetValue(out long size) && size >= 0
            ? new ContentDescriptor(mediaType, digest, size)
            : null;

    public JsonObject ToJson() => new() { ["mediaType"] = MediaType, ["size"] = Size, ["digest"] = Digest };
}
