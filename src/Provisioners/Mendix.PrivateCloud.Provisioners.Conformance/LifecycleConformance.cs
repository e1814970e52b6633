using Mendix.PrivateCloud.Provisioners.Conformance.Running;
using Mendix.PrivateCloud.Provisioning;
using Xunit;

namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <summary>A tenant comes, can be used, may be asked for again, and goes without a trace.</summary>
/// <inheritdoc />
public abstract class LifecycleConformance<TFixture>(TFixture fixture) : ConformanceTests<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const string NothingLeft = "after deprovisioning the server is as it was before the tenant: nothing made is left, nothing else is gone.";

    private const string RemoveWhatYouMake =
        "Give each thing that is made a part of its own, whose Remove() takes back all that its Make() did, and whose ObserveAsync() finds it.";

    /// <summary>The settings returned reach the tenant.</summary>
    [Fact]
    public async Task A_new_tenant_can_be_used_with_the_settings_returned()
    {
        await using var scenario = await StartAsync(ConformanceTopic.LogIn);
        var settings = await scenario.ProvisionAsync(Scenario.NewTenant());
        await scenario.ExpectLogInAsync(settings, true, "After provisioning", "Return settings that work as soon as ProvisionAsync returns.");
        if (Has(ConformanceTopic.Data))
        {
            await scenario.WriteAsync(settings, "kept");
            await scenario.ExpectDataAsync(settings, "kept", "after it was written");
        }
    }

    /// <summary>The settings are those of the tenant's category, in the runtime's own words.</summary>
    [Fact]
    public async Task The_settings_are_those_that_the_runtime_knows()
    {
        await using var scenario = await StartAsync();
        var settings = await scenario.ProvisionAsync(Scenario.NewTenant());
        var key = scenario.Provisioner.Descriptor.Category == StorageCategory.Database ? "DatabaseType" : "com.mendix.core.StorageService";
        if (string.IsNullOrEmpty(settings[key]))
        {
            scenario.Break(
                $"the settings of a tenant of the category {scenario.Provisioner.Descriptor.Category} tell the Mendix runtime what to use: '{key}'.",
                $"the settings are: {string.Join(", ", settings.Select(setting => setting.Name))}.",
                $"Add '{key}' to the settings of the blueprint, and use the names that the Mendix runtime documents.");
        }
    }

    /// <summary>Provisioning again changes nothing but what is random, and loses nothing.</summary>
    [Fact]
    public async Task Provisioning_again_changes_nothing_and_keeps_the_data()
    {
        await using var scenario = await StartAsync();
        var tenant = Scenario.NewTenant();
        var settings = await scenario.ProvisionAsync(tenant);
        if (Has(ConformanceTopic.Data))
        {
            await scenario.WriteAsync(settings, "kept");
        }

        var made = await scenario.LookAsync();
        foreach (var life in new[] { "the same process", "another process" })
        {
            scenario.Moment = $"For a tenant that is complete, from {life}";
            settings = await scenario.ProvisionAsync(tenant);
            await scenario.ExpectAsync(made,
                "provisioning a tenant that is there changes nothing on the server but what is random, such as a password.",
                $"After provisioning again from {life}",
                "Derive all names from the tenant (TenantName.For), look before you make (ObserveAsync), and make only what is missing.");
            if (Has(ConformanceTopic.Data))
            {
                await scenario.ExpectDataAsync(settings, "kept", $"with the settings of a repeat from {life}");
            }

            await scenario.RestartAsync();
        }
    }

    /// <summary>Nothing is left, although there is data and somebody is connected; the settings reach nothing any more.</summary>
    [Fact]
    public async Task Deprovisioning_leaves_nothing_although_it_is_in_use()
    {
        await using var scenario = await StartAsync();
        var tenant = Scenario.NewTenant();
        var settings = await scenario.ProvisionAsync(tenant);
        if (Has(ConformanceTopic.Data))
        {
            await scenario.WriteAsync(settings, "goes");
        }

        await using var session = Has(ConformanceTopic.Sessions) ? await Fixture.HoldSessionAsync(settings, Cancellation) : null;
        await scenario.RestartAsync();
        scenario.Moment = "While somebody is connected, and data is there";
        await scenario.DeprovisionAsync(tenant);

        await scenario.ExpectAsync(scenario.Before, NothingLeft, "After deprovisioning a tenant with data in it", RemoveWhatYouMake);
        if (Has(ConformanceTopic.LogIn) && Has(ConformanceTopic.Effects))
        {
            await scenario.ExpectLogInAsync(settings, false, "After deprovisioning", "Remove the credentials as well.");
        }
    }

    /// <summary>Deprovisioning what is gone, or never was, succeeds and changes nothing.</summary>
    [Fact]
    public async Task Deprovisioning_what_is_not_there_succeeds()
    {
        await using var scenario = await StartAsync();
        var tenant = Scenario.NewTenant();
        foreach (var state in new[] { "was never made", "is gone already" })
        {
            var failure = await scenario.FailureOfAsync(() => scenario.Verbs.DeprovisionAsync(tenant));
            if (failure is not null)
            {
                scenario.Break(
                    "deprovisioning makes sure that the tenant is gone; that it is gone is success.",
                    $"for a tenant that {state}, deprovisioning {Scenario.Outcome(failure)}.",
                    "Report PartState.Absent for what is not there, and let the effects of Remove() stand that it went away meanwhile.");
            }

            await scenario.ExpectAsync(scenario.Before, NothingLeft, $"After deprovisioning a tenant that {state}", RemoveWhatYouMake);
            await scenario.ProvisionAsync(tenant);
            await scenario.DeprovisionAsync(tenant);
        }
    }

    /// <summary>A tenant that is made again finds nothing of its former life.</summary>
    [Fact]
    public async Task A_tenant_made_again_begins_empty()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Data, ConformanceTopic.Effects);
        var tenant = Scenario.NewTenant();
        var settings = await scenario.ProvisionAsync(tenant);
        await scenario.WriteAsync(settings, "old");
        await scenario.DeprovisionAsync(tenant);

        settings = await scenario.ProvisionAsync(tenant);
        if (await scenario.ReadAsync(settings) is not null)
        {
            scenario.Break(
                "deprovisioning removes the tenant's data.",
                "a tenant that was deprovisioned and provisioned again still has what was written before.",
                "Remove the content together with the thing that holds it.");
        }
    }

    /// <summary>Whatever changes on the server, the observer is told of before and after: a host shows it, and a crash there is tested.</summary>
    [Fact]
    public async Task Every_change_is_an_effect_that_the_observer_is_told_of()
    {
        await using var scenario = await StartAsync();
        var tenant = Scenario.NewTenant();
        var watch = new ChangeWatch(scenario);
        await scenario.ProvisionAsync(tenant, watch);
        await watch.EndAsync("provisioning");
        await scenario.ProvisionAsync(tenant, watch);
        await watch.EndAsync("provisioning again");
        await scenario.DeprovisionAsync(tenant, watch);
        await watch.EndAsync("deprovisioning");
    }
}
