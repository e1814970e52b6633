using Mendix.PrivateCloud.Provisioners.Ephemeral;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the ephemeral provisioners.</summary>
public static class EphemeralBuilderExtensions
{
    /// <summary>
    /// Registers the types <c>ephemeral-database</c> and <c>ephemeral-file</c>. There is no overload with options or
    /// with another name: nothing about them can be configured, so a second registration could not differ.
    /// </summary>
    public static IPrivateCloudBuilder AddEphemeral(this IPrivateCloudBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .AddProvisioner(services => new EphemeralDatabaseProvisioner(Logger<EphemeralDatabaseProvisioner>(services)))
            .AddProvisioner(services => new EphemeralFileProvisioner(Logger<EphemeralFileProvisioner>(services)));
    }

    private static ILogger Logger<TProvisioner>(IServiceProvider services) =>
        services.GetService<ILogger<TProvisioner>>() ?? NullLogger<TProvisioner>.Instance;
}
