using Mendix.PrivateCloud.ImageBuild.Http;

namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>One image to be made.</summary>
public sealed record ImageBuildRequest
{
    /// <summary>
    /// Where the deployment package (MDA) is: http or https, reachable without credentials. The query of a signed URL is treated as
    /// a secret.
    /// </summary>
    public required Uri Source { get; init; }

    /// <summary>
    /// The runtime base image, as in <c>docker pull</c>. It may hold <c>{{.MxRuntimeVersion}}</c> and <c>{{.JavaVersion}}</c>, which the
    /// package's metadata fills.
    /// </summary>
    public required string BaseImage { get; init; }

    /// <summary>What the image shall be called; without a tag <c>latest</c>. See <see cref="ImageNameTemplate"/>.</summary>
    public required ImageReference Target { get; init; }

    /// <summary>Which image to take where the base is a list of several: <c>os/architecture</c> or <c>os/architecture/variant</c>. Default <c>linux/amd64</c>.</summary>
    public string Platform { get; init; } = "linux/amd64";

    /// <summary>
    /// The absolute folder of the image in which the base image expects the package's files. Default <c>/opt/mendix/app</c>; which one
    /// the vendor's own images use is not published.
    /// </summary>
    public string Folder { get; init; } = "/opt/mendix/app";

    /// <summary>What becomes of what; without the query of the source, which may be a signature.</summary>
    public override string ToString() => $"{SafeAddress.Of(Source)} on {BaseImage} as {Target}";
}
