using Mendix.PrivateCloud.Provisioners.AzureBlob;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the Azure Blob provisioner.</summary>
public static class AzureBlobBuilderExtensions
{
    private const string DefaultType = "azure-blob";

    /// <summary>Registers the type <c>azure-blob</c> with the default <see cref="AzureBlobOptions"/>.</summary>
    public static IPrivateCloudBuilder AddAzureBlob(this IPrivateCloudBuilder builder) => builder.AddAzureBlob(_ => { });

    /// <summary>Registers the type <c>azure-blob</c>.</summary>
    /// <param name="builder">Where to register it.</param>
    /// <param name="configure">Changes the options; a value out of range fails when the provisioner is first asked for.</param>
    public static IPrivateCloudBuilder AddAzureBlob(this IPrivateCloudBuilder builder, Action<AzureBlobOptions> configure) =>
        builder.AddAzureBlob(DefaultType, configure);

    /// <summary>
    /// Registers the provisioner under a type name of your own, with its own options and connections: for instance
    /// <c>azurite</c> without the wait for new access policies, beside <c>azure-blob</c>.
    /// </summary>
    /// <param name="builder">Where to register it.</param>
    /// <param name="name">The type, as StoragePlans will name it: lower-case letters, digits and dashes.</param>
    /// <param name="configure">Changes the options; a value out of range fails when the provisioner is first asked for.</param>
    public static IPrivateCloudBuilder AddAzureBlob(this IPrivateCloudBuilder builder, string name, Action<AzureBlobOptions> configure) =>
        builder.AddProvisioner<AzureBlobProvisioner, AzureBlobOptions>(name, configure, (services, options, logger) =>
            new AzureBlobProvisioner(name, options, services.GetRequiredService<TimeProvider>(), logger));
}
