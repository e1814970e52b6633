using Mendix.PrivateCloud.Provisioners.Conformance.Running;
using Mendix.PrivateCloud.Provisioning;
using Xunit;

namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <summary>Many tenants at the same time end as they do one after another.</summary>
/// <inheritdoc />
public abstract class ConcurrencyConformance<TFixture>(TFixture fixture) : ConformanceTests<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const string Wants = "a provisioner is a thread-safe singleton: many tenants at the same time end as they do one after another.";

    private const string Remedy = "Keep nothing of a tenant in fields or statics; what a verb needs is made in Draw, anew for each call.";

    /// <summary>Provisioned together, and deprovisioned together.</summary>
    [Fact]
    public async Task Many_tenants_at_once_end_as_one_after_another()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Sharing);
        var tenants = Enumerable.Range(0, Fixture.ConcurrentTenants).Select(number => Scenario.NewTenant($"crowd{number}")).ToList();
        foreach (var tenant in tenants)
        {
            await scenario.ProvisionAsync(tenant);
        }

        var made = await scenario.LookAsync();
        await TogetherAsync(scenario, tenants, "deprovisioned", tenant => scenario.Verbs.DeprovisionAsync(tenant));
        await scenario.ExpectAsync(scenario.Before, Wants, $"After {tenants.Count} tenants were deprovisioned at the same time", Remedy);

        var settings = new RuntimeSettings[tenants.Count];
        await TogetherAsync(scenario, tenants, "provisioned", async tenant => settings[tenants.IndexOf(tenant)] = await scenario.Verbs.ProvisionAsync(tenant));
        await scenario.ExpectAsync(made, Wants, $"After {tenants.Count} tenants were provisioned at the same time", Remedy);
        foreach (var own in settings)
        {
            if (Has(ConformanceTopic.LogIn))
            {
                await scenario.ExpectLogInAsync(own, true, $"After {tenants.Count} tenants were provisioned at the same time", Remedy);
            }

            if (Has(ConformanceTopic.Data))
            {
                await scenario.WriteAsync(own, $"own {Array.IndexOf(settings, own)}");
            }
        }

        for (var index = 0; Has(ConformanceTopic.Data) && index < settings.Length; index++)
        {
            await scenario.ExpectDataAsync(settings[index], $"own {index}", $"after {tenants.Count} tenants were provisioned at the same time");
        }
    }

    private static async Task TogetherAsync(Scenario scenario, List<Tenant> tenants, string verb, Func<Tenant, Task> run)
    {
        // Each on a thread of its own, so that the parts before the first await meet as well.
        var failures = await Task.WhenAll(tenants.Select(tenant => Task.Run(() => scenario.FailureOfAsync(() => run(tenant)))));
        if (failures.FirstOrDefault(failure => failure is not null) is { } failure)
        {
            scenario.Break(
                Wants,
                $"of {tenants.Count} tenants, {verb} at the same time, {failures.Count(each => each is not null)} failed; one {Scenario.Outcome(failure)}.",
                Remedy);
        }
    }
}
