using Mendix.PrivateCloud.Provisioners.Conformance.Declarations;
using Mendix.PrivateCloud.Provisioners.Conformance.Faults;
using Mendix.PrivateCloud.Provisioners.Conformance.Running;
using Mendix.PrivateCloud.Provisioning;
using Xunit;

namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <summary>What is not ours is neither adopted nor changed nor deleted.</summary>
/// <inheritdoc />
public abstract class OwnershipConformance<TFixture>(TFixture fixture) : ConformanceTests<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const string KnowYourOwn =
        "Leave TenantMark.Of(tenant) on everything you make, look for it with TenantMark.IsOf, and report PartState.Foreign for what bears it not.";

    /// <summary>A name that is taken is a conflict, found before anything is changed.</summary>
    [Fact]
    public async Task A_foreign_thing_is_a_conflict_and_stays_as_it_is()
    {
        await using var scenario = await StartAsync(ConformanceTopic.ForeignThings);
        await ForEachAsync(scenario, async (tenant, foreign, planted) =>
        {
            var watch = new EffectTrap();
            var failure = await scenario.FailureOfAsync(() => scenario.Verbs.ProvisionAsync(tenant, watch));
            if (failure is not ProvisioningException { Kind: FailureKind.Conflict })
            {
                scenario.Break(
                    "a name that is taken by something foreign is told as FailureKind.Conflict.",
                    $"with a foreign {foreign} there, provisioning {Scenario.Outcome(failure)}.",
                    KnowYourOwn);
            }

            if (watch.Effects.Count > 0)
            {
                scenario.Break(
                    "a conflict is found before the first effect, while there is nothing to take back.",
                    $"with a foreign {foreign} there, provisioning began with: {watch.Effects[0].Description}.",
                    "Observe every part first.");
            }

            await scenario.ExpectAsync(planted, "a foreign thing is neither adopted nor changed nor deleted.",
                $"After provisioning met a foreign {foreign}", KnowYourOwn);
        });
    }

    /// <summary>Deprovisioning walks around what is not ours.</summary>
    [Fact]
    public async Task Deprovisioning_leaves_a_foreign_thing()
    {
        await using var scenario = await StartAsync(ConformanceTopic.ForeignThings);
        await ForEachAsync(scenario, async (tenant, foreign, planted) =>
        {
            var failure = await scenario.FailureOfAsync(() => scenario.Verbs.DeprovisionAsync(tenant));
            if (failure is not null)
            {
                scenario.Break(
                    "deprovisioning removes what is ours and leaves what is foreign; that is success.",
                    $"with a foreign {foreign} there, deprovisioning {Scenario.Outcome(failure)}.",
                    KnowYourOwn);
            }

            await scenario.ExpectAsync(planted, "a foreign thing is neither adopted nor changed nor deleted.",
                $"After deprovisioning met a foreign {foreign}", KnowYourOwn);
        });
    }

    private async Task ForEachAsync(Scenario scenario, Func<Tenant, ForeignThing, Inventory, Task> test)
    {
        var tenant = Scenario.NewTenant();
        var things = Fixture.ForeignThings(tenant);
        if (things.Count == 0)
        {
            scenario.Break(
                "everything with a name that somebody else could have taken is tried.",
                $"{typeof(TFixture).Name}.ForeignThings is empty.",
                "Return one thing per part, or exempt ConformanceTopic.ForeignThings with the reason.");
        }

        foreach (var foreign in things)
        {
            await foreign.PlantAsync(Cancellation);
            try
            {
                var planted = await scenario.LookAsync();
                if (planted.Same(scenario.Before))
                {
                    scenario.Break(
                        "InventoryAsync lists everything that a tenant could leave or change.",
                        $"the foreign {foreign} was planted, and the inventory did not change.",
                        "Let InventoryAsync list it.");
                }

                await test(tenant, foreign, planted);
            }
            finally
            {
                await foreign.RemoveAsync(CancellationToken.None);
            }
        }
    }
}
