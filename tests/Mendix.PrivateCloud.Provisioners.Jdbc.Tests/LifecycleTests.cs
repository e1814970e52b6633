using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using static Mendix.PrivateCloud.Provisioners.Jdbc.Tests.Support.JdbcCase;

namespace Mendix.PrivateCloud.Provisioners.Jdbc.Tests;

public sealed class LifecycleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Tenant Tenant => new("apps", "crm", "1");

    [Fact]
    public async Task The_settings_are_passed_on_as_given()
    {
        var settings = await ProvisionAsync(Values(
            "sqlserver", "DB.example.com", "CRM", "jdbc:sqlserver://db.example.com:1433;databaseName=crm;encrypt=true"));

        Assert.Equal(
            [
                "DatabaseType=sqlserver", "DatabaseHost=DB.example.com", "DatabaseName=CRM",
                "DatabaseJdbcUrl=jdbc:sqlserver://db.example.com:1433;databaseName=crm;encrypt=true",
                "DatabaseUserName=crm", "DatabasePassword=***",
            ],
            settings.Select(setting => setting.ToString()));
        Assert.Equal("canary-password", settings["DatabasePassword"]);
    }

    [Fact]
    public async Task What_only_the_URL_says_is_told_as_well()
    {
        var settings = await ProvisionAsync(Values("PostgreSQL", jdbcUrl: "jdbc:postgresql://[::1]/crm"));
        Assert.Equal("[::1]:5432", settings["DatabaseHost"]);
        Assert.Equal("crm", settings["DatabaseName"]);
    }

    [Fact]
    public async Task What_nobody_says_is_left_out()
    {
        var values = Values("ORACLE", jdbcUrl: "jdbc:oracle:thin:/@crm_high?TNS_ADMIN=/wallet", userName: null);
        var settings = await ProvisionAsync(values with { Secrets = new Dictionary<string, SecretValue>() });
        Assert.Equal(["DatabaseType", "DatabaseJdbcUrl"], settings.Select(setting => setting.Name));
    }

    [Fact]
    public async Task Nothing_is_done_to_any_server()
    {
        // Nobody listens there: whatever connects would fail.
        var jdbc = Provisioner();
        var plan = jdbc.BindPlan(Values("PostgreSQL", "192.0.2.1:1", "crm"));
        await jdbc.ProvisionAsync(plan, Tenant, Cancellation);
        Assert.Empty(await ((ITenantPreviewer)jdbc).PreviewAsync(plan, Tenant, Cancellation));
        await jdbc.DeprovisionAsync(plan, Tenant, Cancellation);
    }

    [Fact]
    public void A_plan_serves_one_environment_at_a_time()
    {
        var descriptor = Provisioner().Descriptor;
        Assert.Equal(StorageCategory.Database, descriptor.Category);
        Assert.False(descriptor.Capabilities.HasFlag(ProvisionerCapabilities.Share));
    }

    private static Task<RuntimeSettings> ProvisionAsync(PlanValues values)
    {
        var jdbc = Provisioner();
        return jdbc.ProvisionAsync(jdbc.BindPlan(values), Tenant, Cancellation);
    }
}
