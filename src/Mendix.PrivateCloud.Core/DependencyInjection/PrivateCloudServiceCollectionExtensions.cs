using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Brings Mendix.PrivateCloud into a container.</summary>
public static class PrivateCloudServiceCollectionExtensions
{
    /// <summary>
    /// Begins the registration. May be called more than once; what is there stays. Provisioners log: outside of a generic
    /// host call <c>AddLogging()</c> as well.
    /// </summary>
    public static IPrivateCloudBuilder AddPrivateCloud(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IStorageProvisioners, StorageProvisioners>();
        return new Builder(services);
    }

    /// <summary>Registers a provisioner. Packages call this from their own <c>Add&lt;Type&gt;()</c>.</summary>
    /// <typeparam name="TProvisioner">The provisioner; its constructor is served from the container.</typeparam>
    public static IPrivateCloudBuilder AddProvisioner<TProvisioner>(this IPrivateCloudBuilder builder)
        where TProvisioner : class, IStorageProvisioner =>
        builder.AddProvisioner(services => ActivatorUtilities.CreateInstance<TProvisioner>(services));

    /// <summary>Registers a provisioner that <paramref name="factory"/> makes, once per container.</summary>
    public static IPrivateCloudBuilder AddProvisioner(this IPrivateCloudBuilder builder, Func<IServiceProvider, IStorageProvisioner> factory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(factory);
        builder.Services.AddSingleton(factory);
        return builder;
    }

    private sealed record Builder(IServiceCollection Services) : IPrivateCloudBuilder;
}
