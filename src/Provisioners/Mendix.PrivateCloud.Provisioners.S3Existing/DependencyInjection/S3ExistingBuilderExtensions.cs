using Mendix.PrivateCloud.Provisioners.S3Existing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the provisioner for S3 buckets that exist.</summary>
public static class S3ExistingBuilderExtensions
{
    private const string DefaultType = "s3-existing";

    /// <summary>Registers the type <c>s3-existing</c> with the default <see cref="S3ExistingOptions"/>.</summary>
    public static IPrivateCloudBuilder AddS3Existing(this IPrivateCloudBuilder builder) => builder.AddS3Existing(_ => { });

    /// <summary>Registers the type <c>s3-existing</c>.</summary>
    /// <param name="builder">Where to register it.</param>
    /// <param name="configure">Changes the options; a value out of range fails when the provisioner is first asked for.</param>
    public static IPrivateCloudBuilder AddS3Existing(this IPrivateCloudBuilder builder, Action<S3ExistingOptions> configure) =>
        builder.AddS3Existing(DefaultType, configure);

    /// <summary>Registers the provisioner under a type name of your own, with its own options.</summary>
    /// <param name="builder">Where to register it.</param>
    /// <param name="name">The type, as StoragePlans will name it: lower-case letters, digits and dashes.</param>
    /// <param name="configure">Changes the options; a value out of range fails when the provisioner is first asked for.</param>
    public static IPrivateCloudBuilder AddS3Existing(this IPrivateCloudBuilder builder, string name, Action<S3ExistingOptions> configure) =>
        builder.AddProvisioner<S3ExistingProvisioner, S3ExistingOptions>(
            name, configure, (_, options, logger) => new S3ExistingProvisioner(name, options, logger));
}
