using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ImageBuild.Layers;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>A base image with one layer more. It holds no time of its own: the same base and layer give the same digest.</summary>
internal sealed class ExtendedImage
{
    private const string CreatedBy = "Mendix deployment package";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private ExtendedImage(BaseImage image, byte[] config, byte[] manifest) =>
        (MediaType, Config, Manifest, Digest) = (image.MediaType, config, manifest, ContentDigest.Of(manifest));

    public string MediaType { get; }

    public byte[] Config { get; }

    public byte[] Manifest { get; }

    /// <summary>What the image is pinned by.</summary>
    public string Digest { get; }

    public static ExtendedImage Of(BaseImage image, LayerFile layer)
    {
        // All that is not about layers stays as it is, known or not.
        var config = (JsonObject)image.Config.DeepClone();
        config["rootfs"]!["diff_ids"]!.AsArray().Add(layer.DiffId);
        if (config["history"] is JsonArray history)
        {
            history.Add(new JsonObject { ["created"] = "1970-01-01T00:00:00Z", ["created_by"] = CreatedBy });
        }

        var configContent = Bytes(config);
        var manifest = (JsonObject)image.Manifest.DeepClone();
        manifest["config"]!["digest"] = ContentDigest.Of(configContent);
        manifest["config"]!["size"] = configContent.Length;
        manifest["layers"]!.AsArray().Add(new ContentDescriptor(MediaTypes.LayerOf(image.MediaType), layer.Digest, layer.Size).ToJson());
        return new ExtendedImage(image, configContent, Bytes(manifest));
    }

    private static byte[] Bytes(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json, Plain);
}
