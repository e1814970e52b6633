using Mendix.PrivateCloud.Core.Tests.Provisioning.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mendix.PrivateCloud.Core.Tests.Provisioning;

/// <summary>A plain container, no Kubernetes: what the package's README shows.</summary>
public sealed class StorageProvisionersTests
{
    [Fact]
    public async Task A_tenant_from_a_plain_container()
    {
        var server = new MemoryServer();
        await using var services = Compose(() => Memory(server));
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("memory");
        var plan = provisioner.BindPlan(new PlanValues(
            new() { ["host"] = "db" }, new Dictionary<string, SecretValue> { ["adminPassword"] = new("admin-password") }));
        var tenant = new Tenant("apps", "crm", "1");

        var settings = await provisioner.ProvisionAsync(plan, tenant, TestContext.Current.CancellationToken);
        Assert.Equal("db", settings["DatabaseHost"]);
        Assert.Equal(3, server.Things.Count);

        await provisioner.DeprovisionAsync(plan, tenant, TestContext.Current.CancellationToken);
        Assert.Empty(server.Things);
    }

    [Fact]
    public void The_same_provisioner_is_given_each_time_under_its_own_type()
    {
        using var services = Compose(() => Memory(type: "zeta"), () => Memory(type: "alpha"));
        var provisioners = services.GetRequiredService<IStorageProvisioners>();
        Assert.Equal(["alpha", "zeta"], provisioners.Types);
        Assert.Same(provisioners.Get("zeta"), provisioners.Get("zeta"));
        Assert.Equal("zeta", provisioners.Get("zeta").Descriptor.Type);
    }

    [Fact]
    public void An_unknown_type_is_answered_with_those_that_are_known()
    {
        using var services = Compose(() => Memory(type: "zeta"), () => Memory(type: "alpha"));
        var refusal = Assert.Throws<ProvisioningException>(() => services.GetRequiredService<IStorageProvisioners>().Get("oracle"));
        Assert.Equal(FailureKind.Configuration, refusal.Kind);
        Assert.Contains("'oracle'", refusal.Problem, StringComparison.Ordinal);
        Assert.Contains("alpha, zeta", refusal.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_registered_is_answered_with_how_to_register()
    {
        using var services = Compose();
        var refusal = Assert.Throws<ProvisioningException>(() => services.GetRequiredService<IStorageProvisioners>().Get("postgres"));
        Assert.Contains("AddPostgres()", refusal.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_of_one_type_are_refused()
    {
        using var services = Compose(() => Memory(), () => Memory());
        var refusal = Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<IStorageProvisioners>());
        Assert.Contains("'memory'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProvisionerContract.Version + 1, "Update Mendix.PrivateCloud.Core in the host.")]
    [InlineData(ProvisionerContract.Version - 1, "Update the provisioner's package.")]
    public void Another_version_of_the_contract_is_refused_with_what_to_update(int version, string remedy)
    {
        using var services = Compose(() => Memory(contractVersion: version));
        var refusal = Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<IStorageProvisioners>());
        Assert.Contains(remedy, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Memory")]
    [InlineData("my_type")]
    [InlineData("1st")]
    [InlineData("-x")]
    public void A_type_name_that_no_plan_could_hold_is_refused(string type) =>
        Assert.ThrowsAny<ArgumentException>(() => Memory(type: type));

    private static MemoryProvisioner Memory(MemoryServer? server = null, string type = "memory", int contractVersion = ProvisionerContract.Version) =>
        new(server ?? new MemoryServer(), NullLogger.Instance, type, contractVersion);

    private static ServiceProvider Compose(params Func<IStorageProvisioner>[] factories)
    {
        var services = new ServiceCollection();
        var builder = services.AddPrivateCloud();
        foreach (var factory in factories)
        {
            builder.AddProvisioner(_ => factory());
        }

        return services.BuildServiceProvider();
    }
}
