using Mendix.PrivateCloud.Provisioners.Conformance.Faults;
using Mendix.PrivateCloud.Provisioners.Conformance.Running;
using Mendix.PrivateCloud.Provisioning;
using Xunit;

namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <summary>A preview changes nothing, and provisioning then does exactly what the preview said.</summary>
/// <inheritdoc />
public abstract class PreviewConformance<TFixture>(TFixture fixture) : ConformanceTests<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    /// <summary>For a tenant that is not there yet.</summary>
    [Fact]
    public async Task Provisioning_a_new_tenant_does_what_the_preview_said()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Preview);
        var tenant = Scenario.NewTenant();
        await AgreeAsync(scenario, tenant, "for a new tenant");
        await scenario.DeprovisionAsync(tenant);
        await AgreeAsync(scenario, tenant, "for a tenant that was removed");
    }

    /// <summary>For a tenant that is there already.</summary>
    [Fact]
    public async Task Provisioning_again_does_what_the_preview_said()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Preview);
        var tenant = Scenario.NewTenant();
        await scenario.ProvisionAsync(tenant);
        await AgreeAsync(scenario, tenant, "for a tenant that was complete");
    }

    /// <summary>For a tenant that a dead process left half made.</summary>
    [Fact]
    public async Task Provisioning_a_half_made_tenant_does_what_the_preview_said()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Preview, ConformanceTopic.Effects);
        for (var point = 1; ; point += 2)
        {
            var tenant = Scenario.NewTenant();
            if (!await scenario.CrashAsync(observer => scenario.Verbs.ProvisionAsync(tenant, observer), point))
            {
                return;
            }

            await AgreeAsync(scenario, tenant, $"for a tenant whose provisioning died after effect {(point + 1) / 2}");
            await scenario.DeprovisionAsync(tenant);
        }
    }

    private static async Task AgreeAsync(Scenario scenario, Tenant tenant, string when)
    {
        scenario.Moment = $"{char.ToUpperInvariant(when[0])}{when[1..]}";
        var before = await scenario.LookAsync();
        var preview = await scenario.PreviewAsync(tenant);
        await scenario.ExpectAsync(before, "a preview changes nothing.", $"After a preview {when}",
            "Let ObserveAsync and Make only look and propose; what changes something belongs into Effect.RunAsync.");

        var watch = new EffectTrap();
        await scenario.ProvisionAsync(tenant, watch);
        var done = watch.Effects.Select(effect => effect.Description).ToList();
        if (!done.SequenceEqual(preview, StringComparer.Ordinal))
        {
            scenario.Break(
                "provisioning performs exactly the effects of the preview, in that order and in the same words.",
                $"{when}\n              previewed: {string.Join(" | ", preview)}\n              performed: {string.Join(" | ", done)}",
                "Let both come from the same Make(), and describe an effect by the statement or call that it performs, secrets as ***.");
        }
    }
}
