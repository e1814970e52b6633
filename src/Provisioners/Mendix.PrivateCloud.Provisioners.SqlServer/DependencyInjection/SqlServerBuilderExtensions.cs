using Mendix.PrivateCloud.Provisioners.SqlServer;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the SQL Server provisioner.</summary>
public static class SqlServerBuilderExtensions
{
    private const string DefaultType = "sqlserver";

    /// <summary>Registers the type <c>sqlserver</c> with the default <see cref="SqlServerOptions"/>.</summary>
    public static IPrivateCloudBuilder AddSqlServer(this IPrivateCloudBuilder builder) => builder.AddSqlServer(_ => { });

    /// <summary>Registers the type <c>sqlserver</c>.</summary>
    /// <param name="builder">Where to register it.</param>
    /// <param name="configure">Changes the options; a value out of range fails when the provisioner is first asked for.</param>
    public static IPrivateCloudBuilder AddSqlServer(this IPrivateCloudBuilder builder, Action<SqlServerOptions> configure) =>
        builder.AddSqlServer(DefaultType, configure);

    /// <summary>
    /// Registers the provisioner under a type name of your own, with its own options and connections: for instance
    /// <c>azure-sql</c> with a larger budget, beside <c>sqlserver</c>.
    /// </summary>
    /// <param name="builder">Where to register it.</param>
    /// <param name="name">The type, as StoragePlans will name it: lower-case letters, digits and dashes.</param>
    /// <param name="configure">Changes the options; a value out of range fails when the provisioner is first asked for.</param>
    public static IPrivateCloudBuilder AddSqlServer(this IPrivateCloudBuilder builder, string name, Action<SqlServerOptions> configure) =>
        builder.AddProvisioner<SqlServerProvisioner, SqlServerOptions>(
            name,
            configure,
            (services, options, logger) => new SqlServerProvisioner(name, options, logger, services.GetService<TimeProvider>() ?? TimeProvider.System));
}
