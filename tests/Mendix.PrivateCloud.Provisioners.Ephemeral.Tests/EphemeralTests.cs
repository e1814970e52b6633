using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Provisioners.Ephemeral.Tests;

public sealed class EphemeralTests : IDisposable
{
    private readonly ServiceProvider _services;

    public EphemeralTests()
    {
        var services = new ServiceCollection();
        services.AddPrivateCloud().AddEphemeral();
        _services = services.BuildServiceProvider();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IStorageProvisioners Provisioners => _services.GetRequiredService<IStorageProvisioners>();

    private static Tenant Tenant => new("apps", "demo", "1");

    [Fact]
    public void Both_types_are_registered_by_one_call() =>
        Assert.Equal([EphemeralTypes.Database, EphemeralTypes.File], Provisioners.Types);

    [Fact]
    public async Task The_database_is_the_runtimes_own_in_memory()
    {
        var settings = await Provisioners.Get(EphemeralTypes.Database).ProvisionAsync(new EphemeralPlan(), Tenant, Cancellation);
        Assert.Equal(
            ["DatabaseType=HSQLDB", "DatabaseName=default", "DatabaseJdbcUrl=jdbc:hsqldb:mem:default"],
            settings.Select(setting => setting.ToString()));
    }

    [Fact]
    public async Task The_files_are_in_the_runtimes_own_file_system()
    {
        var settings = await Provisioners.Get(EphemeralTypes.File).ProvisionAsync(new EphemeralPlan(), Tenant, Cancellation);
        Assert.Equal(["com.mendix.core.StorageService=com.mendix.storage.localfilesystem"], settings.Select(setting => setting.ToString()));
    }

    [Theory]
    [InlineData(EphemeralTypes.Database, StorageCategory.Database, 1)]
    [InlineData(EphemeralTypes.File, StorageCategory.File, null)]
    public void The_host_learns_category_and_replicas(string type, StorageCategory category, int? maxReplicas)
    {
        var descriptor = Provisioners.Get(type).Descriptor;
        Assert.Equal(category, descriptor.Category);
        Assert.Equal(maxReplicas, descriptor.MaxReplicas);
        Assert.True(descriptor.Capabilities.HasFlag(ProvisionerCapabilities.Share));
    }

    [Theory]
    [InlineData(EphemeralTypes.Database)]
    [InlineData(EphemeralTypes.File)]
    public async Task There_is_nothing_to_do_on_any_server(string type)
    {
        var provisioner = Provisioners.Get(type);
        var plan = provisioner.BindPlan(PlanValues.Empty);
        Assert.Empty(await ((ITenantPreviewer)provisioner).PreviewAsync(plan, Tenant, Cancellation));
        Assert.True((await provisioner.CheckAsync(plan, Cancellation)).Passed);
        await provisioner.DeprovisionAsync(plan, Tenant, Cancellation);
    }

    [Fact]
    public void A_plan_that_fills_something_in_is_refused()
    {
        var values = PlanValues.Empty with { Parameters = new() { ["host"] = "db" } };
        var refusal = Assert.Throws<PlanException>(() => Provisioners.Get(EphemeralTypes.Database).BindPlan(values));
        Assert.Equal("host", Assert.Single(refusal.Errors).Field);
    }

    [Fact]
    public void Another_registration_has_names_and_limits_of_its_own()
    {
        var services = new ServiceCollection();
        services.AddPrivateCloud().AddEphemeral().AddEphemeral("demo", options => options.MaxFileReplicas = 1);
        using var provider = services.BuildServiceProvider();
        var provisioners = provider.GetRequiredService<IStorageProvisioners>();

        Assert.Equal(["demo-database", "demo-file", EphemeralTypes.Database, EphemeralTypes.File], provisioners.Types);
        Assert.Equal(1, provisioners.Get("demo-file").Descriptor.MaxReplicas);
        Assert.Null(provisioners.Get(EphemeralTypes.File).Descriptor.MaxReplicas);
    }

    [Fact]
    public void The_database_is_one_replicas_whatever_the_options_say()
    {
        var services = new ServiceCollection();
        services.AddPrivateCloud().AddEphemeral(options => options.MaxFileReplicas = 3);
        using var provider = services.BuildServiceProvider();
        var provisioners = provider.GetRequiredService<IStorageProvisioners>();

        Assert.Equal(1, provisioners.Get(EphemeralTypes.Database).Descriptor.MaxReplicas);
        Assert.Equal(3, provisioners.Get(EphemeralTypes.File).Descriptor.MaxReplicas);
    }

    [Fact]
    public void No_replica_at_all_is_refused()
    {
        var services = new ServiceCollection();
        services.AddPrivateCloud().AddEphemeral(options => options.MaxFileReplicas = 0);
        using var provider = services.BuildServiceProvider();
        var refusal = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStorageProvisioners>);
        Assert.StartsWith("EphemeralOptions.MaxFileReplicas is 0; it must be 1 or more", refusal.Message);
    }

    public void Dispose() => _services.Dispose();
}
