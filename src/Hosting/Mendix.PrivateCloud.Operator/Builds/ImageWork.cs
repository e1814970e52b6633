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
    /// <returns>The outcome, and the image as nodes pull it, by its digest.</returns>
    /// <exception cref="ImageBuildException">It could not be built.</exception>
    public async Task<(ImageBuildResult Result, ImageReference Image)> RunAsync(
        Build build, BuildSettings settings, DateTimeOffset started, IProgress<ImageBuildProgress> progress, CancellationToken cancellationToken)
    {
        var (push, pull) = NamesOf(build, settings, started);
        var image = new ImageBuildOptions();
        options.Value.ConfigureImageBuilds?.Invoke(image);
        if (settings.IsOpenShift && File.Exists(OpenShiftAuthority))
        {
            image.CertificateAuthorities.ImportFromPemFile(OpenShiftAuthority);
        }

        await ConnectAsync(image, build.Metadata.Namespace!, cancellationToken);
        image.Credentials = await logins.LogInAsync(build.Metadata.Namespace!, settings, cancellationToken);
        using var builder = new ImageBuilder(image, time);
        try
        {
            var result = await builder.BuildAsync(
                new ImageBuildRequest { Source = new Uri(build.Spec!.SourceUrl), BaseImage = settings.BaseImage, Target = push }, progress, cancellationToken);
            return (result, ImageReference.Parse($"{pull.Registry}/{pull.Repository}@{result.Image.Digest}"));
        }
        catch (ImageBuildException failure) when (failure.IsUntrustedServer)
        {
            throw new ImageBuildException(
                failure.Kind,
                failure.Problem,
                $"Put the authority that signed its certificate under the key {NamespaceConnections.AuthoritiesKey} into the Secret that spec.customCASecretName of the OperatorConfiguration names, or name the host as its certificate does.",
                failure);
        }
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

    private static (ImageReference Push, ImageReference Pull) NamesOf(Build build, BuildSettings settings, DateTimeOffset started)
    {
        var values = new ImageNameValues
        {
            Name = build.Spec!.AppName,
            Generation = build.Metadata.Generation ?? 1,
            Version = build.Spec.SourceVersion,
            Time = started,
        };
        try
        {
            return (settings.Name.Render(settings.PushTo, values), settings.Name.Render(settings.PullFrom, values));
        }
        catch (FormatException exception)
        {
            throw new ImageBuildException(
                ImageBuildFailure.Configuration,
                $"The image cannot be named. {exception.Message}",
                "Correct spec.sourceVersion of the MendixApp, or spec.registry.imageNameTemplate of the OperatorConfiguration.");
        }
    }
}
