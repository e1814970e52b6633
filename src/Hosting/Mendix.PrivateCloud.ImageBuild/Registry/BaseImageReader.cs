using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>Reads a base image: where its name stands for several, that of the platform.</summary>
internal sealed class BaseImageReader(RepositoryClient repository, string platform)
{
    private static readonly string[] PlatformParts = ["os", "architecture", "variant"];

    public async Task<BaseImage> ReadAsync(CancellationToken cancellationToken)
    {
        var image = repository.Image;
        var (manifest, mediaType, digest) = await GetAsync(image.Digest ?? image.Tag!, cancellationToken).ConfigureAwait(false);
        if (MediaTypes.IsList(mediaType))
        {
            (manifest, mediaType, digest) = await GetAsync(Choose(manifest).Digest, cancellationToken).ConfigureAwait(false);
        }

        if (mediaType is not (MediaTypes.OciManifest or MediaTypes.DockerManifest)
            || ContentDescriptor.Of(manifest["config"]) is not { } config || !MediaTypes.IsConfig(config.MediaType))
        {
            throw Unusable($"is not a container image of a known form ({mediaType})");
        }

        var layers = (manifest["layers"] as JsonArray ?? []).Select(layer => ContentDescriptor.Of(layer) ?? throw Unusable("has a layer without a sha256 digest")).ToList();
        var configuration = Parse(await repository.GetSmallBlobAsync(config.Digest, cancellationToken).ConfigureAwait(false));
        if (configuration["rootfs"]?["diff_ids"] is not JsonArray diffIds || diffIds.Count != layers.Count)
        {
            throw Unusable("lists other layers in its configuration than in its manifest");
        }

        return new BaseImage(image.At(digest), mediaType, manifest, configuration, layers);
    }

    private async Task<(JsonObject Manifest, string MediaType, string Digest)> GetAsync(string reference, CancellationToken cancellationToken)
    {
        var (content, mediaType) = await repository.GetManifestAsync(reference, cancellationToken).ConfigureAwait(false);
        var digest = ContentDigest.Of(content);
        if (ContentDigest.IsOne(reference) && digest != reference)
        {
            throw ImageBuildException.Transient($"{repository.Image.Registry} sent something else than {reference}.");
        }

        var manifest = Parse(content);
        var named = manifest["mediaType"] is JsonValue value && value.TryGetValue(out string? text) ? text : mediaType;
        return (manifest, named ?? "without a media type", digest);
    }

    private ContentDescriptor Choose(JsonObject list)
    {
        var offers = (list["manifests"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(offer => (Platform: PlatformOf(offer["platform"] as JsonObject), Descriptor: ContentDescriptor.Of(offer)))
            .ToList();
        return offers.FirstOrDefault(offer => Fits(offer.Platform)).Descriptor ?? throw ImageBuildException.Configuration(
            $"The base image {repository.Image} is not there for the platform {platform}.",
            $"Use another platform or base image; it is there for {string.Join(", ", offers.Select(offer => offer.Platform).Where(offer => !offer.StartsWith("unknown", StringComparison.Ordinal)).Distinct())}.");
    }

    /// <summary>A platform without a variant is content with any.</summary>
    private bool Fits(string offered) => offered == platform || (platform.Count(character => character == '/') == 1 && offered.StartsWith(platform + "/", StringComparison.Ordinal));

    private static string PlatformOf(JsonObject? platform) =>
        string.Join('/', PlatformParts.Select(part => platform?[part]?.ToString()).Where(part => !string.IsNullOrEmpty(part)));

    private JsonObject Parse(byte[] content)
    {
        try
        {
            return JsonNode.Parse(content) as JsonObject ?? throw Unusable("is described by something that is no JSON object");
        }
        catch (JsonException)
        {
            throw Unusable("is described by something that is not JSON");
        }
    }

    private ImageBuildException Unusable(string problem) => ImageBuildException.Configuration($"The base image {repository.Image} {problem}.", "Use another base image.");
}
