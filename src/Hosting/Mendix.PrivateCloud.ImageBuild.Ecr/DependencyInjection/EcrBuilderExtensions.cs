using Mendix.PrivateCloud.ImageBuild;
using Mendix.PrivateCloud.ImageBuild.Ecr;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets the operator push to Amazon's Elastic Container Registry.</summary>
public static class EcrBuilderExtensions
{
    /// <summary>Registers the registry type <c>amazon-ecr</c>.</summary>
    /// <param name="builder">Where to register it.</param>
    /// <param name="configure">How AWS is reached. Default: the defaults.</param>
    public static IPrivateCloudBuilder AddEcr(this IPrivateCloudBuilder builder, Action<EcrOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new EcrOptions();
        configure?.Invoke(options);
        builder.Services.AddSingleton<IRegistryLogin>(new EcrLogin(options));
        return builder;
    }
}
