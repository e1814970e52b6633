using Mendix.PrivateCloud.Provisioners.Conformance.Running;
using Mendix.PrivateCloud.Provisioning;
using Xunit;

namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <summary>A plan may say that data stays when a tenant is removed: then the credentials go and the data does not.</summary>
/// <inheritdoc />
public abstract class RetentionConformance<TFixture>(TFixture fixture) : ConformanceTests<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const string RuntimeDeletes = "com.mendix.storage.PerformDeleteFromStorage";

    private const string Wants = "with a plan that retains data, deprovisioning removes the credentials and leaves the data.";

    private const string Remedy = "Let Remove() of the part that holds data propose nothing when the plan retains, and make the part from its own leftovers again.";

    /// <summary>Data stays, credentials go, the same tenant finds its data again, and a plan that does not retain removes everything.</summary>
    [Fact]
    public async Task Data_stays_and_credentials_go()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Retention, ConformanceTopic.Data, ConformanceTopic.LogIn);
        var plan = Bind(scenario);
        var tenant = Scenario.NewTenant();
        var settings = await scenario.ProvisionAsync(tenant, plan: plan);
        await scenario.WriteAsync(settings, "kept");
        var made = await scenario.LookAsync();

        await scenario.DeprovisionAsync(tenant, plan: plan);
        await scenario.ExpectLogInAsync(settings, false, "After deprovisioning with a plan that retains data", "Remove the credentials.");
        var retained = await scenario.LookAsync();
        if (retained.Same(scenario.Before) || retained.Same(made))
        {
            scenario.Break(Wants, $"after deprovisioning, {(retained.Same(made) ? "everything" : "nothing")} is left.", Remedy);
        }

        await scenario.DeprovisionAsync(tenant, plan: plan);
        await scenario.ExpectAsync(retained, Wants, "After deprovisioning again", Remedy);

        settings = await scenario.ProvisionAsync(tenant, plan: plan);
        await scenario.ExpectDataAsync(settings, "kept", "after the tenant was removed with a plan that retains data, and made again");
        await scenario.ExpectAsync(made, Wants, "After the tenant was made again", Remedy);

        await scenario.DeprovisionAsync(tenant);
        await scenario.ExpectAsync(
            scenario.Before,
            "a plan that does not retain data removes everything.",
            "After deprovisioning with such a plan",
            Remedy);
    }

    /// <summary>A removal that dies anywhere retains as one that does not.</summary>
    [Fact]
    public async Task Data_stays_although_the_removal_dies_at_any_point()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Retention, ConformanceTopic.Data, ConformanceTopic.Effects);
        var tenant = Scenario.NewTenant();
        var sprung = true;
        for (var point = 0; sprung; point++)
        {
            scenario.Moment = $"Around a crash at point {point} of a removal that retains data";
            var settings = await scenario.ProvisionAsync(tenant, plan: Bind(scenario));
            await scenario.WriteAsync(settings, "kept");
            sprung = await scenario.CrashAsync(observer => scenario.Verbs.DeprovisionAsync(tenant, observer, Bind(scenario)), point);
            await scenario.DeprovisionAsync(tenant, plan: Bind(scenario));
            settings = await scenario.ProvisionAsync(tenant, plan: Bind(scenario));
            await scenario.ExpectDataAsync(
                settings,
                "kept",
                $"after a removal with a plan that retains data died at point {point}, and was repeated");
            await scenario.DeprovisionAsync(tenant);
            await scenario.ExpectAsync(
                scenario.Before,
                "a plan that does not retain data removes everything.",
                "After deprovisioning with such a plan",
                Remedy);
        }
    }

    /// <summary>The runtime is told not to delete files either.</summary>
    [Fact]
    public async Task The_runtime_is_told_to_retain_as_well()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Retention);
        if (scenario.Provisioner.Descriptor.Category != StorageCategory.File)
        {
            Assert.Skip($"{RuntimeDeletes} is a setting of file storage.");
        }

        var settings = await scenario.ProvisionAsync(Scenario.NewTenant(), plan: Bind(scenario));
        if (settings[RuntimeDeletes] != "false")
        {
            scenario.Break(
                "with a plan that retains data, the runtime does not delete files either.",
                $"the setting {RuntimeDeletes} is {settings[RuntimeDeletes] ?? "not set"}.",
                $"Add {{ \"{RuntimeDeletes}\", \"false\" }} to the settings.");
        }
    }

    private object Bind(Scenario scenario) => scenario.Provisioner.BindPlan(Fixture.RetainingPlan);
}
