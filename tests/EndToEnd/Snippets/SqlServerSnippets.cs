using Mendix.PrivateCloud.Provisioners.SqlServer;
using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

internal static class SqlServerSnippets
{
    public static async Task VerbsAsync(IServiceCollection services, IServiceProvider provider, string password, CancellationToken cancellationToken)
    {
        #region SqlServer README.md
        services.AddPrivateCloud().AddSqlServer();

        var sqlServer = provider.GetRequiredService<IStorageProvisioners>().Get("sqlserver");
        var plan = new SqlServerPlan { Host = "sql.example.com", UserName = "provisioner", Password = new SecretValue(password), StrictTls = true };
        var tenant = new Tenant("apps", "crm", id: "0f3a");

        var report = await sqlServer.CheckAsync(plan, cancellationToken);                  // reachable? credentials? every right?
        var settings = await sqlServer.ProvisionAsync(plan, tenant, cancellationToken);    // DatabaseHost, DatabasePassword, …
        await sqlServer.DeprovisionAsync(plan, tenant, cancellationToken);                 // nothing is left behind
        #endregion
        _ = (report, settings);
        #region SqlServer README.md
        IReadOnlyList<string> statements = await ((ITenantPreviewer)sqlServer).PreviewAsync(plan, tenant, cancellationToken);
        #endregion
        _ = statements;
    }
}
