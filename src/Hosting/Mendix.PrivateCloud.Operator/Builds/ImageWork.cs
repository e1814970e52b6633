using Mendix.PrivateCloud.ImageBuild;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Connections;
using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Operator.Builds;

/// <summary>Builds one image in this process.</summary>
internal sealed class ImageWork(RegistryLogins logins, NamespaceConnections connections, IOptions<OperatorOptions> options, TimeProvider time)
{
    /// <summary>Who signs the certificates of an OpenShift cluster's own services, as its pods find it.</summary>
    private const string OpenShiftAuthority = "/var/run/secrets/kubernetes.io/serviceaccount/service-ca.crt";

    /// <param name="build">Which one.</param>
    /// <param name="settings">From where and to where.</param>
    /// <param name="started">What names are made of.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <exception cref="ImageBuildException">It could not be built.</exception>
    public async Task<BuiltImage> RunAsync(
        Build build, BuildSettings settings, DateTimeOffset started, IProgress<ImageBuildProgress> progress, CancellationToken cancellationToken)
    {
        var (push, pull) = ImageNames.Of(build, settings, started);
        var space = build.Metadata.Namespace!;
        var image = await OptionsForAsync(space, settings, cancellationToken);
        image.Credentials = await logins.LogInAsync(space, settings, image, cancellationToken);
        using var builder = new ImageBuilder(image, time);
        var result = await builder.BuildAsync(
            new ImageBuildRequest { Source = new Uri(build.Spec!.SourceUrl), BaseImage = settings.BaseImage, Target = push }, progress, cancellationToken);
        return new BuiltImage
        {
            Image = $"{pull.Registry}/{pull.Repository}@{result.Image.Digest}",
            Tag = result.Target.ToString(),
            BaseImage = result.BaseImage.ToString(),
            RuntimeVersion = result.Package.RuntimeVersion,
            JavaVersion = result.Package.JavaVersion,
            ModelVersion = result.Package.ModelVersion,
            PackageSize = result.PackageSize,
            BytesSent = result.BytesSent,
        };
    }

    /// <summary>How builds reach the network, and what they put up with; without credentials.</summary>
    /// <exception cref="ImageBuildException">The authorities of the namespace cannot be read.</exception>
    public async Task<ImageBuildOptions> OptionsForAsync(string space, BuildSettings settings, CancellationToken cancellationToken)
    {
        var image = new ImageBuildOptions();
        options.Value.ConfigureImageBuilds?.Invoke(image);
        if (settings.IsOpenShift && File.Exists(OpenShiftAuthority))
        {
            image.CertificateAuthorities.ImportFromPemFile(OpenShiftAuthority);
        }

        await ConnectAsync(image, space, cancellationToken);
        return image;
    }

    // The namespace's own proxy comes before the host's, and its authorities beside them.
    private async Task ConnectAsync(ImageBuildOptions image, string space, CancellationToken cancellationToken)
    {
        try
        {
            var outbound = await connections.ReadAsync(space, cancellationToken);
            image.CertificateAuthorities.AddRange(outbound.CertificateAuthorities.ToArray());
            image.Proxy = outbound.Proxy ?? image.Proxy;
        }
        catch (ProvisioningException failure)
        {
            throw new ImageBuildException(ImageBuildFailure.Configuration, failure.Problem, failure.Remedy, failure);
        }
    }
}
