using Mendix.PrivateCloud.Provisioners.Minio;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the MinIO provisioner.</summary>
public static class MinioBuilderExtensions
{
    private const string DefaultType = "minio";

    /// <summary>Registers the type <c>minio</c> with the default <see cref="MinioOptions"/>.</summary>
    public static IPrivateCloudBuilder AddMinio(this IPrivateCloudBuilder builder) => builder.AddMinio(_ => { });

    /// <summary>Registers the type <c>minio</c>.</summary>
    /// <param name="builder">Where to register it.</param>
    /// <param name="configure">Changes the options; a value out of range fails when the provisioner is first asked for.</param>
    public static IPrivateCloudBuilder AddMinio(this IPrivateCloudBuilder builder, Action<MinioOptions> configure) =>
        builder.AddMinio(DefaultType, configure);

    /// <summary>
    /// Registers the provisioner under a type name of your own, with its own options and connections: for instance
    /// <c>minio-archive</c> with another certificate authority, beside <c>minio</c>.
    /// </summary>
    /// <param name="builder">Where to register it.</param>
    /// <param name="name">The type, as StoragePlans will name it: lower-case letters, digits and dashes.</param>
    /// <param name="configure">Changes the options; a value out of range fails when the provisioner is first asked for.</param>
    public static IPrivateCloudBuilder AddMinio(this IPrivateCloudBuilder builder, string name, Action<MinioOptions> configure) =>
        builder.AddProvisioner<MinioProvisioner, MinioOptions>(
            name, configure, (services, options, logger) => new MinioProvisioner(name, options, services.GetRequiredService<TimeProvider>(), logger));
}
