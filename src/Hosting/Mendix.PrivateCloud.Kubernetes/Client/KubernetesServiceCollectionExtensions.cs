using Mendix.PrivateCloud.Kubernetes;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a <see cref="KubernetesClient"/>.</summary>
public static class KubernetesServiceCollectionExtensions
{
    /// <summary>Registers a client that finds its cluster as kubectl does; see <see cref="KubernetesClientOptions.LoadDefault"/>.</summary>
    /// <param name="services">The services.</param>
    /// <remarks>The configuration is read when the client is first asked for.</remarks>
    public static IServiceCollection AddKubernetesClient(this IServiceCollection services) =>
        services.AddKubernetesClient(static _ => KubernetesClientOptions.LoadDefault());

    /// <summary>Registers a client for a cluster that the embedder names.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">
    /// Makes the options, for instance by <see cref="KubeConfig.Load"/>; called when the client is first asked for.
    /// </param>
    public static IServiceCollection AddKubernetesClient(this IServiceCollection services, Func<IServiceProvider, KubernetesClientOptions> options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(provider => new KubernetesClient(
            options(provider), provider.GetService<TimeProvider>(), provider.GetService<ILogger<KubernetesClient>>()));
        return services;
    }

    /// <summary>Registers a client that speaks through an <see cref="HttpClient"/> that is authenticated already.</summary>
    /// <param name="services">The services.</param>
    /// <param name="httpClient">The client, with the API server as its base address; stays the caller's to dispose of.</param>
    public static IServiceCollection AddKubernetesClient(this IServiceCollection services, HttpClient httpClient)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(httpClient);
        services.TryAddSingleton(provider => new KubernetesClient(
            httpClient, null, provider.GetService<TimeProvider>(), provider.GetService<ILogger<KubernetesClient>>()));
        return services;
    }
}
