using Mendix.PrivateCloud.Provisioners.Ephemeral;
using Mendix.PrivateCloud.Provisioners.Postgres;
using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

internal static class ContainerSnippets
{
    public static async Task PostgresAsync(string password, CancellationToken cancellationToken)
    {
        #region README.md
        var services = new ServiceCollection().AddLogging();
        services.AddPrivateCloud().AddPostgres();
        await using var provider = services.BuildServiceProvider();

        var postgres = provider.GetRequiredService<IStorageProvisioners>().Get("postgres");
        var plan = new PostgresPlan { Host = "db.example.com", UserName = "admin", Password = new SecretValue(password) };
        var tenant = new Tenant("apps", "crm", "2f1c");             // the last part tells it from a later namesake

        var settings = await postgres.ProvisionAsync(plan, tenant, cancellationToken);
        Console.WriteLine(settings);                                // DatabaseType=PostgreSQL, …, DatabasePassword=***
        await postgres.DeprovisionAsync(plan, tenant, cancellationToken);
        #endregion
    }

    public static void OwnProvisioner(IServiceCollection services)
    {
        #region README.md
        services.AddPrivateCloud().AddFolder();
        #endregion
    }

    public static async Task EphemeralAsync(IServiceCollection services, ServiceProvider provider, CancellationToken cancellationToken)
    {
        #region Ephemeral README.md
        services.AddPrivateCloud().AddEphemeral();

        var storage = provider.GetRequiredService<IStorageProvisioners>();
        var database = storage.Get("ephemeral-database");
        var settings = await database.ProvisionAsync(new EphemeralPlan(), new Tenant("apps", "demo", "1"), cancellationToken);
        // DatabaseType=HSQLDB, DatabaseName=default, DatabaseJdbcUrl=jdbc:hsqldb:mem:default
        #endregion
        _ = settings;
    }
}
