using System.Text;
using Mendix.PrivateCloud.ImageBuild;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tasks;
using Mendix.PrivateCloud.Operator.Cluster;

namespace Mendix.PrivateCloud.Operator.Builds.Pods;

/// <summary>
/// The Secret that tells a build pod what to do. It bears the name of its Build, holds credentials and the address of the package, and is
/// there only while its pod works.
/// </summary>
internal sealed class BuildSecret(ClusterView view, KubernetesClient client, ClusterWriter writer, RegistryLogins logins, ImageWork work)
{
    /// <exception cref="ImageBuildException">There are no credentials where there should be, or no authorities.</exception>
    /// <exception cref="UnmetWishException">There is such a Secret that is somebody else's, or the API server refused ours.</exception>
    public async Task WriteAsync(Build build, BuildSettings settings, ImageReference target, CancellationToken cancellationToken)
    {
        var options = await work.OptionsForAsync(build.Metadata.Namespace!, settings, cancellationToken);
        var task = new ImageTask
        {
            Source = build.Spec!.SourceUrl,
            BaseImage = settings.BaseImage,
            Target = target.ToString(),
            Limits = LimitsOf(options),
        };
        var data = new Dictionary<string, byte[]> { [ImageTask.FileName] = Encoding.UTF8.GetBytes(task.ToJson()) };
        if (await logins.WriteAsync(build.Metadata.Namespace!, settings, options, cancellationToken) is { } credentials)
        {
            data[ImageTask.CredentialsFileName] = credentials;
        }

        if (options.CertificateAuthorities.Count > 0)
        {
            data[ImageTask.AuthoritiesFileName] = Encoding.UTF8.GetBytes(options.CertificateAuthorities.ExportCertificatePems());
        }

        var desired = new Secret { Metadata = Owners.Child(build, build.Metadata.Name!, build.Spec.AppName), Type = "Opaque", Data = data };
        var observed = await client.FindAsync<Secret>(build.Metadata.Namespace, build.Metadata.Name!, cancellationToken);
        await writer.ApplyAsync(desired, observed, cancellationToken);
    }

    /// <summary>Removes it, if it is there and the Build's.</summary>
    public Task RemoveAsync(Build build, CancellationToken cancellationToken) =>
        view.Secrets.Find(build.Metadata.Namespace, build.Metadata.Name!) is { } secret && Owners.IsOwnedBy(secret, build)
            ? writer.DeleteAsync(secret, cancellationToken)
            : Task.CompletedTask;

    private static ImageTaskLimits LimitsOf(ImageBuildOptions options) => new()
    {
        MaxPackageSize = options.MaxPackageSize,
        MaxUnpackedSize = options.MaxUnpackedSize,
        MaxExpansion = options.MaxExpansion,
        MaxEntries = options.MaxEntries,
        UploadChunkSize = options.UploadChunkSize,
        IdleTimeoutSeconds = options.IdleTimeout.TotalSeconds,
        MaxRetries = options.MaxRetries,
        RetryDelaySeconds = options.RetryDelay.TotalSeconds,
    };
}
