using Mendix.PrivateCloud.Provisioners.Conformance.Faults;
using Mendix.PrivateCloud.Provisioners.Conformance.Running;
using Mendix.PrivateCloud.Provisioning;
using Xunit;

namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <summary>What the descriptor and the fixture say of the type is true, as far as that can be seen.</summary>
/// <inheritdoc />
public abstract class DeclarationConformance<TFixture>(TFixture fixture) : ConformanceTests<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private static readonly IReadOnlyList<(ConformanceTopic Topic, ProvisionerCapabilities Capability)> Capabilities =
    [
        (ConformanceTopic.Sharing, ProvisionerCapabilities.Share),
        (ConformanceTopic.Preview, ProvisionerCapabilities.Preview),
        (ConformanceTopic.Rotation, ProvisionerCapabilities.Rotate),
        (ConformanceTopic.Retention, ProvisionerCapabilities.Retain),
    ];

    /// <summary>A capability is either tested, or left out of the descriptor and exempt with a reason.</summary>
    [Fact]
    public async Task Capabilities_and_exemptions_agree()
    {
        await using var scenario = await StartAsync();
        var declared = scenario.Provisioner.Descriptor.Capabilities;
        foreach (var (topic, capability) in Capabilities)
        {
            if (declared.HasFlag(capability) != (Has(topic) || Fixture.IsLackedByPlan(topic)))
            {
                scenario.Break(
                    "what the descriptor says the type can do is tested, and what it cannot do is exempt with a reason.",
                    Has(topic)
                        ? $"the descriptor does not say {nameof(ProvisionerCapabilities)}.{capability}, and {typeof(TFixture).Name} does not exempt {topic}."
                        : $"the descriptor says {nameof(ProvisionerCapabilities)}.{capability}, and {typeof(TFixture).Name} exempts {topic}.",
                    Has(topic)
                        ? $"Add the capability, or call Exempt(\"<the reason>\", ConformanceTopic.{topic}) in the fixture's constructor."
                        : $"Remove the exemption, leave {nameof(ProvisionerCapabilities)}.{capability} out, or call ExemptPlan if it is the plan only that lacks it.");
            }
        }
    }

    /// <summary>A type that is exempt from effects has none.</summary>
    [Fact]
    public async Task A_type_without_effects_changes_nothing()
    {
        await using var scenario = await StartAsync();
        if (Has(ConformanceTopic.Effects))
        {
            return;
        }

        var watch = new EffectTrap();
        var tenant = Scenario.NewTenant();
        await scenario.ProvisionAsync(tenant, watch);
        var made = await scenario.LookAsync();
        await scenario.DeprovisionAsync(tenant, watch);
        if (watch.Effects.Count > 0 || !made.Same(scenario.Before))
        {
            scenario.Break("a type that is exempt from ConformanceTopic.Effects changes nothing on any server.",
                watch.Effects.Count > 0 ? $"it told of the effect '{watch.Effects[0].Description}'." : $"the server differs:\n              {scenario.Before.Difference(made)}",
                "Remove the exemption.");
        }
    }

    /// <summary>The inventory sees a tenant; otherwise nothing that the kit compares means anything.</summary>
    [Fact]
    public async Task The_inventory_sees_a_tenant()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Effects);
        await scenario.ProvisionAsync(Scenario.NewTenant());
        if (scenario.Before.Same(await scenario.LookAsync()))
        {
            scenario.Break(
                "InventoryAsync lists everything that a tenant could leave or change.",
                "a tenant was provisioned, and the inventory did not change.",
                "Look at the server itself as its administrator, and list what the provisioner makes there.");
        }
    }

    /// <summary>Two looks at an idle server are the same; otherwise the kit would take noise for a fault.</summary>
    [Fact]
    public async Task The_inventory_of_an_idle_server_does_not_change()
    {
        await using var scenario = await StartAsync();
        await scenario.ProvisionAsync(Scenario.NewTenant());
        var one = await scenario.LookAsync();
        await scenario.ExpectAsync(one, "InventoryAsync lists nothing that changes by itself: no times, no counters, no sessions.",
            "Between two looks at an idle server", "Leave such values out of the lines.");
    }
}
