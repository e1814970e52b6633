namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>The two families of names for the same things.</summary>
internal static class MediaTypes
{
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";
    public const string OciConfig = "application/vnd.oci.image.config.v1+json";
    public const string OciLayer = "application/vnd.oci.image.layer.v1.tar+gzip";
    public const string DockerList = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    public const string DockerConfig = "application/vnd.docker.container.image.v1+json";
    public const string DockerLayer = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    public static readonly IReadOnlyList<string> Manifests = [OciIndex, DockerList, OciManifest, DockerManifest];

    public static bool IsList(string mediaType) => mediaType is OciIndex or DockerList;

    public static bool IsConfig(string mediaType) => mediaType is OciConfig or DockerConfig;

    /// <summary>What a compressed layer is called in a manifest of that family.</summary>
    public static string LayerOf(string manifest) => manifest == DockerManifest ? DockerLayer : OciLayer;

    /// <summary>Layers that registries must not hand on: nodes fetch them from elsewhere.</summary>
    public static bool IsForeign(string layer) =>
        layer.StartsWith("application/vnd.docker.image.rootfs.foreign.", StringComparison.Ordinal)
        || layer.StartsWith("application/vnd.oci.image.layer.nondistributable.", StringComparison.Ordinal);
}
