using Mendix.PrivateCloud.Provisioners.Conformance.Running;
using Xunit;

namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <summary>Two tenants share a server and nothing else.</summary>
/// <inheritdoc />
public abstract class IsolationConformance<TFixture>(TFixture fixture) : ConformanceTests<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    /// <summary>With its own settings a tenant can do nothing to another one.</summary>
    [Fact]
    public async Task A_tenant_cannot_enter_another_one()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Sharing, ConformanceTopic.Isolation);
        var mine = await scenario.ProvisionAsync(Scenario.NewTenant("mine"));
        var other = await scenario.ProvisionAsync(Scenario.NewTenant("other"));
        foreach (var (own, foreign) in new[] { (mine, other), (other, mine) })
        {
            var done = await Fixture.TrespassAsync(own, foreign, Cancellation);
            if (done.Count > 0)
            {
                scenario.Break(
                    "with the settings of one tenant nothing of another tenant can be reached.",
                    $"these succeeded: {string.Join(", ", done)}.",
                    "Limit each tenant's credentials to its own things, and close to the public what the server opens by default.");
            }
        }
    }

    /// <summary>What is written into one tenant is not seen in another one.</summary>
    [Fact]
    public async Task Tenants_have_places_of_their_own()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Sharing, ConformanceTopic.Data);
        var mine = await scenario.ProvisionAsync(Scenario.NewTenant());
        var other = await scenario.ProvisionAsync(Scenario.NewTenant());
        await scenario.WriteAsync(mine, "mine");
        await scenario.WriteAsync(other, "other");
        await scenario.ExpectDataAsync(mine, "mine", "after another tenant of the same name, with another id, was written to");
        await scenario.ExpectDataAsync(other, "other", "after another tenant of the same name, with another id, was written to");
    }

    /// <summary>Secrets that are made up for a tenant are made up for each tenant.</summary>
    [Fact]
    public async Task Tenants_have_secrets_of_their_own()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Sharing);
        var mine = await scenario.ProvisionAsync(Scenario.NewTenant("mine"));
        var other = await scenario.ProvisionAsync(Scenario.NewTenant("other"));
        var given = Fixture.Plan.Secrets.Values.ToHashSet();
        var shared = mine.Where(setting => setting.IsSecret && !given.Contains(setting.Value) && other[setting.Name] == setting.Value.Reveal()).ToList();
        if (shared.Count > 0)
        {
            scenario.Break(
                "a secret that is made up for a tenant belongs to that tenant alone.",
                $"two tenants got the same value for {string.Join(", ", shared.Select(setting => setting.Name))}, and it is not one of the plan's.",
                "Make it anew for each tenant: SecretValue.Random().");
        }
    }

    /// <summary>Removing one tenant leaves another one and its data as they were.</summary>
    [Fact]
    public async Task Removing_one_tenant_leaves_another_one_alone()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Sharing);
        var staying = await scenario.ProvisionAsync(Scenario.NewTenant("staying"));
        if (Has(ConformanceTopic.Data))
        {
            await scenario.WriteAsync(staying, "kept");
        }

        var alone = await scenario.LookAsync();
        var going = Scenario.NewTenant("going");
        await scenario.ProvisionAsync(going);
        await scenario.DeprovisionAsync(going);

        await scenario.ExpectAsync(alone,
            "a tenant's verbs change nothing of another tenant.",
            "After another tenant came and went", "Name and mark everything by the tenant, and remove only what bears its mark.");
        if (Has(ConformanceTopic.Data))
        {
            await scenario.ExpectDataAsync(staying, "kept", "after another tenant came and went");
        }
    }
}
