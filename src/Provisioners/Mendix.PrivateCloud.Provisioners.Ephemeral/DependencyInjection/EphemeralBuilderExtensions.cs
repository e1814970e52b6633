using Mendix.PrivateCloud.Provisioners.Ephemeral;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the ephemeral provisioners.</summary>
public static class EphemeralBuilderExtensions
{
    private const string DefaultName = "ephemeral";

    /// <summary>Registers the types <c>ephemeral-database</c> and <c>ephemeral-file</c> with the default <see cref="EphemeralOptions"/>.</summary>
    public static IPrivateCloudBuilder AddEphemeral(this IPrivateCloudBuilder builder) => builder.AddEphemeral(_ => { });

    /// <summary>Registers the types <c>ephemeral-database</c> and <c>ephemeral-file</c>.</summary>
    /// <param name="builder">Where to register them.</param>
    /// <param name="configure">Changes the options; a value out of range fails when a provisioner is first asked for.</param>
    public static IPrivateCloudBuilder AddEphemeral(this IPrivateCloudBuilder builder, Action<EphemeralOptions> configure) =>
        builder.AddEphemeral(DefaultName, configure);

    /// <summary>
    /// Registers both provisioners under names of your own, with their own options: <c>&lt;name&gt;-database</c> and
    /// <c>&lt;name&gt;-file</c>, beside any others.
    /// </summary>
    /// <param name="builder">Where to register them.</param>
    /// <param name="name">What the types begin with, as StoragePlans will name them: lower-case letters, digits and dashes.</param>
    /// <param name="configure">Changes the options; a value out of range fails when a provisioner is first asked for.</param>
    public static IPrivateCloudBuilder AddEphemeral(this IPrivateCloudBuilder builder, string name, Action<EphemeralOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var (database, file) = ($"{name}-database", $"{name}-file");
        return builder
            .AddProvisioner<EphemeralDatabaseProvisioner, EphemeralOptions>(database, configure, (_, _, logger) => new EphemeralDatabaseProvisioner(database, logger))
            .AddProvisioner<EphemeralFileProvisioner, EphemeralOptions>(file, configure, (_, options, logger) => new EphemeralFileProvisioner(file, options, logger));
    }
}
