using Mendix.PrivateCloud.Provisioners.Postgres;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the PostgreSQL provisioner.</summary>
public static class PostgresBuilderExtensions
{
    private const string DefaultType = "postgres";

    /// <summary>Registers the type <c>postgres</c> with the default <see cref="PostgresOptions"/>.</summary>
    public static IPrivateCloudBuilder AddPostgres(this IPrivateCloudBuilder builder) => builder.AddPostgres(_ => { });

    /// <summary>Registers the type <c>postgres</c>.</summary>
    /// <param name="builder">Where to register it.</param>
    /// <param name="configure">Changes the options; a value out of range fails when the provisioner is first asked for.</param>
    public static IPrivateCloudBuilder AddPostgres(this IPrivateCloudBuilder builder, Action<PostgresOptions> configure) =>
        builder.AddPostgres(DefaultType, configure);

    /// <summary>
    /// Registers the provisioner under a type name of your own, with its own options and connections: for instance
    /// <c>postgres-reporting</c> with a smaller budget, beside <c>postgres</c>.
    /// </summary>
    /// <param name="builder">Where to register it.</param>
    /// <param name="name">The type, as StoragePlans will name it: lower-case letters, digits and dashes.</param>
    /// <param name="configure">Changes the options; a value out of range fails when the provisioner is first asked for.</param>
    public static IPrivateCloudBuilder AddPostgres(this IPrivateCloudBuilder builder, string name, Action<PostgresOptions> configure) =>
        builder.AddProvisioner<PostgresProvisioner, PostgresOptions>(name, configure, (_, options, logger) => new PostgresProvisioner(name, options, logger));
}
