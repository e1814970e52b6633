using Mendix.PrivateCloud.Provisioners.S3OnDemand;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the provisioner for buckets and prefixes that are made on demand in Amazon S3.</summary>
public static class S3OnDemandBuilderExtensions
{
    private const string DefaultType = "s3-on-demand";

    /// <summary>Registers the type <c>s3-on-demand</c> with the default <see cref="S3OnDemandOptions"/>.</summary>
    public static IPrivateCloudBuilder AddS3OnDemand(this IPrivateCloudBuilder builder) => builder.AddS3OnDemand(_ => { });

    /// <summary>Registers the type <c>s3-on-demand</c>.</summary>
    /// <param name="builder">Where to register it.</param>
    /// <param name="configure">Changes the options; a value out of range fails when the provisioner is first asked for.</param>
    public static IPrivateCloudBuilder AddS3OnDemand(this IPrivateCloudBuilder builder, Action<S3OnDemandOptions> configure) =>
        builder.AddS3OnDemand(DefaultType, configure);

    /// <summary>Registers the provisioner under a type name of your own, with its own options.</summary>
    /// <param name="builder">Where to register it.</param>
    /// <param name="name">The type, as StoragePlans will name it: lower-case letters, digits and dashes.</param>
    /// <param name="configure">Changes the options; a value out of range fails when the provisioner is first asked for.</param>
    public static IPrivateCloudBuilder AddS3OnDemand(this IPrivateCloudBuilder builder, string name, Action<S3OnDemandOptions> configure) =>
        builder.AddProvisioner<S3OnDemandProvisioner, S3OnDemandOptions>(name, configure, (services, options, logger) =>
            new S3OnDemandProvisioner(name, options, services.GetRequiredService<TimeProvider>(), logger));
}
