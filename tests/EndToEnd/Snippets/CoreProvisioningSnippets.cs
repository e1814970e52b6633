using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

internal static class CoreProvisioningSnippets
{
    public static async Task<RuntimeSettings> FromAContainerAsync(string password, CancellationToken cancellationToken)
    {
        #region Core README.md
        var services = new ServiceCollection();
        services.AddPrivateCloud().AddPostgres();
        await using var provider = services.BuildServiceProvider();

        var postgres = provider.GetRequiredService<IStorageProvisioners>().Get("postgres");
        var plan = postgres.BindPlan(new PlanValues(
            new JsonObject { ["host"] = "db.example.com", ["userName"] = "provisioner" },
            new Dictionary<string, SecretValue> { ["password"] = new(password) }));

        var settings = await postgres.ProvisionAsync(plan, new Tenant("apps", "crm", id: "0f3a"), cancellationToken);
        #endregion
        return settings;
    }

    #region Core README.md
    public static IPrivateCloudBuilder AddFolder(this IPrivateCloudBuilder builder) => builder.AddProvisioner<FolderProvisioner>();
    #endregion
}
