using System.Text.Json;
using Mendix.PrivateCloud.ImageBuild;
using Mendix.PrivateCloud.Kubernetes.Tasks;

namespace Mendix.PrivateCloud.TaskHost.Builds;

/// <summary>What stands in the folder of a task.</summary>
internal sealed record ImageTaskFiles(ImageBuildRequest Request, ImageBuildOptions Options)
{
    /// <exception cref="ImageBuildException">The files are not what they should be.</exception>
    public static async Task<ImageTaskFiles> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            var task = ImageTask.Parse(await File.ReadAllTextAsync(Path.Combine(folder, ImageTask.FileName), cancellationToken));
            var request = new ImageBuildRequest { Source = new Uri(task.Source), BaseImage = task.BaseImage, Target = ImageReference.Parse(task.Target) };
            return new ImageTaskFiles(request, await OptionsAsync(folder, task.Limits ?? new ImageTaskLimits(), cancellationToken));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or IOException)
        {
            // Without the cause's text, which may quote the task.
            throw new ImageBuildException(
                ImageBuildFailure.Configuration,
                $"The folder that {ImageTask.FolderVariable} names holds no task that this program can read ({exception.GetType().Name}).",
                "Use an image of the operator's version in spec.buildTask of the OperatorConfiguration.");
        }
    }

    private static async Task<ImageBuildOptions> OptionsAsync(string folder, ImageTaskLimits limits, CancellationToken cancellationToken)
    {
        var options = new ImageBuildOptions();
        options.MaxPackageSize = limits.MaxPackageSize ?? options.MaxPackageSize;
        options.MaxUnpackedSize = limits.MaxUnpackedSize ?? options.MaxUnpackedSize;
        options.MaxExpansion = limits.MaxExpansion ?? options.MaxExpansion;
        options.MaxEntries = limits.MaxEntries ?? options.MaxEntries;
        options.UploadChunkSize = limits.UploadChunkSize ?? options.UploadChunkSize;
        options.MaxRetries = limits.MaxRetries ?? options.MaxRetries;
        options.IdleTimeout = limits.IdleTimeoutSeconds is { } idle ? TimeSpan.FromSeconds(idle) : options.IdleTimeout;
        options.RetryDelay = limits.RetryDelaySeconds is { } delay ? TimeSpan.FromSeconds(delay) : options.RetryDelay;
        if (Path.Combine(folder, ImageTask.CredentialsFileName) is var credentials && File.Exists(credentials))
        {
            options.Credentials = RegistryCredentials.FromDockerConfig(await File.ReadAllBytesAsync(credentials, cancellationToken));
        }

        if (Path.Combine(folder, ImageTask.AuthoritiesFileName) is var authorities && File.Exists(authorities))
        {
            options.CertificateAuthorities.ImportFromPemFile(authorities);
        }

        return options;
    }
}
