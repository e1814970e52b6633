using Mendix.PrivateCloud.Provisioners.Jdbc;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the provisioner of databases that exist already.</summary>
public static class JdbcBuilderExtensions
{
    private const string DefaultType = "jdbc";

    /// <summary>Registers the type <c>jdbc</c> with the default <see cref="JdbcOptions"/>.</summary>
    public static IPrivateCloudBuilder AddJdbc(this IPrivateCloudBuilder builder) => builder.AddJdbc(_ => { });

    /// <summary>Registers the type <c>jdbc</c>.</summary>
    /// <param name="builder">Where to register it.</param>
    /// <param name="configure">Changes the options; a value out of range fails when the provisioner is first asked for.</param>
    public static IPrivateCloudBuilder AddJdbc(this IPrivateCloudBuilder builder, Action<JdbcOptions> configure) =>
        builder.AddJdbc(DefaultType, configure);

    /// <summary>
    /// Registers the provisioner under a type name of your own, with its own options: for instance <c>jdbc-private</c> for
    /// servers that only the apps can reach, beside <c>jdbc</c>.
    /// </summary>
    /// <param name="builder">Where to register it.</param>
    /// <param name="name">The type, as StoragePlans will name it: lower-case letters, digits and dashes.</param>
    /// <param name="configure">Changes the options; a value out of range fails when the provisioner is first asked for.</param>
    public static IPrivateCloudBuilder AddJdbc(this IPrivateCloudBuilder builder, string name, Action<JdbcOptions> configure) =>
        builder.AddProvisioner<JdbcProvisioner, JdbcOptions>(
            name, configure, (services, options, logger) => new JdbcProvisioner(name, options, services.GetRequiredService<TimeProvider>(), logger));
}
