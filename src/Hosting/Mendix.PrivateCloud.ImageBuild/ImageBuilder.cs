using Mendix.PrivateCloud.ImageBuild.Http;
using Mendix.PrivateCloud.ImageBuild.Layers;
using Mendix.PrivateCloud.ImageBuild.Packages;
using Mendix.PrivateCloud.ImageBuild.Registry;

namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>
/// Makes container images of deployment packages: downloads a package, makes of it one reproducible layer, appends that to a runtime base
/// image and pushes the result. Safe to use from several builds at once. What a build takes of memory does not depend on sizes.
/// </summary>
public sealed class ImageBuilder : IDisposable
{
    private readonly ImageBuildOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly RetryPolicy _retries;

    /// <summary>Makes a builder with its own connections.</summary>
    /// <param name="options">How builds reach the network, and what they put up with; not to be changed afterwards. Default: the defaults.</param>
    /// <param name="time">For pauses and limits. Default: the system's.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public ImageBuilder(ImageBuildOptions? options = null, TimeProvider? time = null)
    {
        _options = options ?? new ImageBuildOptions();
        var problems = string.Join(' ', _options.Problems());
        if (problems.Length > 0)
        {
            throw new ArgumentException(problems, nameof(options));
        }

        _time = time ?? TimeProvider.System;
        _http = HttpClientFactory.Create(_options);
        _retries = new RetryPolicy(_options.MaxRetries, _options.RetryDelay, _time);
    }

    /// <summary>
    /// Makes one image. The manifest is pushed last: a build that fails, is cancelled or dies leaves the target's tag as it was, and a
    /// repeated one sends only what is not there yet.
    /// </summary>
    /// <param name="request">Which image.</param>
    /// <param name="progress">Told how far it is; null: nobody.</param>
    /// <param name="cancellationToken">Ends the build, for instance because there is a newer package.</param>
    /// <returns>The finished image.</returns>
    /// <exception cref="ImageBuildException">It could not be made; see <see cref="ImageBuildException.Kind"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<ImageBuildResult> BuildAsync(ImageBuildRequest request, IProgress<ImageBuildProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var meter = new ProgressMeter(progress);
        var registry = new RegistryContext(_http, _retries, _options, _time);
        try
        {
            // Only the package fills the places, but what is wrong whatever it holds need not wait for it.
            if (BaseImageTemplate.Problem(request.BaseImage) is { } problem)
            {
                throw BaseNameWrong(problem);
            }

            using var work = new WorkSpace(_options.WorkFolder);
            var packageSize = await new PackageDownload(_http, _options, _retries, _time)
                .FetchAsync(request.Source, work.Package, meter, cancellationToken).ConfigureAwait(false);
            using var package = DeploymentPackage.Open(work.Package, _options);

            // Before the work of packing: what is wrong here is wrong at once.
            var origin = await RepositoryClient.OpenAsync(registry, BaseNameOf(request, package.Metadata), mountsFrom: null, cancellationToken).ConfigureAwait(false);
            var image = await new BaseImageReader(origin, request.Platform).ReadAsync(cancellationToken).ConfigureAwait(false);
            var target = await RepositoryClient.OpenAsync(registry, request.Target, mountsFrom: origin.Image, cancellationToken).ConfigureAwait(false);

            var layer = await LayerWriter.WriteAsync(package, request.Folder, work.Layer, meter, cancellationToken).ConfigureAwait(false);
            var extended = ExtendedImage.Of(image, layer);
            var (layers, wasTagged) = await new ImagePush(target, origin, image, layer, meter).RunAsync(extended, cancellationToken).ConfigureAwait(false);
            return new ImageBuildResult
            {
                Image = request.Target.At(extended.Digest),
                Target = request.Target,
                BaseImage = image.Reference,
                Package = package.Metadata,
                PackageSize = packageSize,
                UnpackedSize = package.UnpackedSize,
                Layers = layers,
                WasTagged = wasTagged,
            };
        }
        catch (IOException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw WorkSpace.Unusable(_options.WorkFolder, exception);
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();

    private static ImageReference BaseNameOf(ImageBuildRequest request, PackageMetadata package)
    {
        try
        {
            return BaseImageTemplate.Render(request.BaseImage, package);
        }
        catch (FormatException exception)
        {
            throw BaseNameWrong(exception.Message);
        }
    }

    private static ImageBuildException BaseNameWrong(string problem) => ImageBuildException.Configuration(problem, "Correct the name of the base image.");
}
