using Mendix.PrivateCloud.Provisioners.Jdbc;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

internal static class JdbcSnippets
{
    public static async Task VerbsAsync(IServiceCollection services, IServiceProvider provider, string password, CancellationToken cancellationToken)
    {
        #region Jdbc README.md
        services.AddPrivateCloud().AddJdbc();

        var jdbc = provider.GetRequiredService<IStorageProvisioners>().Get("jdbc");
        var plan = new JdbcPlan
        {
            DatabaseType = "ORACLE",
            JdbcUrl = "jdbc:oracle:thin:@//db.example.com:1521/crm",
            UserName = "crm",
            Password = new SecretValue(password),
        };

        CheckReport report = await jdbc.CheckAsync(plan, cancellationToken);              // says also what it could not check
        var settings = await jdbc.ProvisionAsync(plan, new Tenant("apps", "crm", id: "0f3a"), cancellationToken);
        #endregion
        _ = (report, settings);
    }
}
