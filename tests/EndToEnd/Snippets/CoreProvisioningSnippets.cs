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

    public static async Task RotateAsync(
        IStorageProvisioner postgres,
        object plan,
        Tenant tenant,
        RuntimeSettings current,
        Func<RuntimeSettings, Task> publish,
        CancellationToken cancellationToken)
    {
        #region Core README.md
        var rotator = (ICredentialRotator)postgres;
        var renewed = await rotator.RotateCredentialsAsync(plan, tenant, current, cancellationToken);
        await publish(renewed);                                     // tell the environment, wait until it has switched
        await rotator.WithdrawCredentialsAsync(plan, tenant, renewed, cancellationToken);
        #endregion
    }
}
