using Mendix.PrivateCloud.Provisioners.Conformance.Faults;
using Mendix.PrivateCloud.Provisioners.Conformance.Running;
using Mendix.PrivateCloud.Provisioning;
using Xunit;

namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <summary>When provisioning fails for good, it takes back what it made in that run, and nothing else.</summary>
/// <inheritdoc />
public abstract class TakeBackConformance<TFixture>(TFixture fixture) : ConformanceTests<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    /// <summary>A final failure before or after any effect of a new tenant leaves the server as it was.</summary>
    [Fact]
    public async Task A_final_failure_takes_back_what_was_made()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Effects);
        var tenant = Scenario.NewTenant();
        for (var point = 0; await RefuseAsync(scenario, tenant, point) is { } trap; point++)
        {
            await scenario.ExpectAsync(scenario.Before,
                "a provisioning that fails for good takes back what it made: nobody will come back to it.",
                $"After a final failure {trap.Place}",
                "Derive from StorageProvisioner, and let Remove() and ObserveAsync() of each part stand a thing that is half made.");
        }
    }

    /// <summary>A final failure of a repeat keeps the tenant and its data.</summary>
    [Fact]
    public async Task A_final_failure_of_a_repeat_keeps_what_was_there()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Effects);
        var tenant = Scenario.NewTenant();
        var settings = await scenario.ProvisionAsync(tenant);
        var made = await scenario.LookAsync();
        if (Has(ConformanceTopic.Data))
        {
            await scenario.WriteAsync(settings, "kept");
        }

        for (var point = 0; await RefuseAsync(scenario, tenant, point) is { } trap; point++)
        {
            await scenario.ExpectAsync(made,
                "taking back removes only what this run made: what was there before may hold data.",
                $"After a final failure {trap.Place}, in a repeat for a tenant that was complete",
                "Report PartState.Ours for what is there, and take back only what was absent when the run began.");
        }

        settings = await scenario.ProvisionAsync(tenant);
        if (Has(ConformanceTopic.Data))
        {
            await scenario.ExpectDataAsync(settings, "kept", "after repeats that failed for good");
        }
    }

    private static async Task<EffectTrap?> RefuseAsync(Scenario scenario, Tenant tenant, int point)
    {
        scenario.Moment = "After final failures";
        var trap = new EffectTrap(point, ServerFault.Refuse);
        var failure = await scenario.FailureOfAsync(() => scenario.Verbs.ProvisionAsync(tenant, trap));
        if (!trap.HasSprung)
        {
            return null;
        }

        if (failure is not ProvisioningException { Kind: FailureKind.Configuration })
        {
            scenario.Break(
                "a failure that is wrong until somebody changes something is told as FailureKind.Configuration.",
                $"a final failure {trap.Place} was told so: provisioning {Scenario.Outcome(failure)}.",
                "Let a ProvisioningException pass as it is; Classify only what the driver throws.");
        }

        return trap;
    }
}
