using Mendix.PrivateCloud.Provisioners.Postgres;
using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

internal static class PostgresSnippets
{
    public static async Task VerbsAsync(IServiceCollection services, IServiceProvider provider, string password, CancellationToken cancellationToken)
    {
        #region Postgres README.md
        services.AddPrivateCloud().AddPostgres();

        var postgres = provider.GetRequiredService<IStorageProvisioners>().Get("postgres");
        var plan = new PostgresPlan { Host = "db.example.com", UserName = "provisioner", Password = new SecretValue(password) };
        var tenant = new Tenant("apps", "crm", id: "0f3a");

        var report = await postgres.CheckAsync(plan, cancellationToken);                  // reachable? credentials? every right?
        var settings = await postgres.ProvisionAsync(plan, tenant, cancellationToken);    // DatabaseHost, DatabasePassword, …
        await postgres.DeprovisionAsync(plan, tenant, cancellationToken);                 // nothing is left behind
        #endregion
        _ = (report, settings);
        #region Postgres README.md
        IReadOnlyList<string> statements = await ((ITenantPreviewer)postgres).PreviewAsync(plan, tenant, cancellationToken);
        #endregion
        _ = statements;
    }
}
