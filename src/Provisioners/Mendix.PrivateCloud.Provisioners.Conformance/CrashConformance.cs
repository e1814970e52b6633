using Mendix.PrivateCloud.Provisioners.Conformance.Faults;
using Mendix.PrivateCloud.Provisioners.Conformance.Running;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;
using Xunit;

namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <summary>
/// The process dies before and after every effect, or the answer to an effect gets lost; whatever comes next ends as if
/// that had not happened.
/// </summary>
/// <inheritdoc />
public abstract class CrashConformance<TFixture>(TFixture fixture) : ConformanceTests<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const string SameEnd = "after a verb was cut off anywhere, a repeat ends as if it had not been.";

    private const string DecideFromObservation =
        "Decide from observation only, never from memory; let every effect stand a repeat; where a mark comes an effect later " +
        "than the thing, find another proof that the thing is ours.";

    /// <summary>Provisioning dies anywhere, once or twice; another process finishes it.</summary>
    [Fact]
    public async Task Provisioning_goes_on_after_a_crash_at_any_point()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Effects);
        var tenant = Scenario.NewTenant();
        var (made, points) = await UndisturbedAsync(scenario, tenant);
        for (var point = 0; point < points; point++)
        {
            await scenario.CrashAsync(observer => scenario.Verbs.ProvisionAsync(tenant, observer), point);
            await FinishAsync(scenario, tenant, made, $"After a crash at point {point} of {points}");
        }
    }

    /// <summary>Provisioning dies, the recovery from it dies, and the recovery from that dies as well.</summary>
    [Fact]
    public async Task Provisioning_goes_on_after_crashes_during_recovery()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Effects);
        var tenant = Scenario.NewTenant();
        var (made, points) = await UndisturbedAsync(scenario, tenant);
        for (var point = 1; point < points; point += 2)
        {
            foreach (var next in new[] { point, 1, 1 })
            {
                await scenario.CrashAsync(observer => scenario.Verbs.ProvisionAsync(tenant, observer), next);
            }

            await FinishAsync(scenario, tenant, made, $"After a crash at point {point} of {points} and two more during recovery");
        }
    }

    /// <summary>The effect happened, the provisioner sees a time-out; the same process tries again.</summary>
    [Fact]
    public async Task Provisioning_goes_on_after_a_time_out_at_any_effect()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Effects);
        var tenant = Scenario.NewTenant();
        var (made, points) = await UndisturbedAsync(scenario, tenant);
        for (var point = 1; point < points; point += 2)
        {
            await TimeOutAsync(scenario, observer => scenario.Verbs.ProvisionAsync(tenant, observer), point);
            await FinishAsync(scenario, tenant, made, $"After a time-out at effect {(point + 1) / 2} of {points / 2}");
        }
    }

    /// <summary>What a dead process left half made is removed completely.</summary>
    [Fact]
    public async Task A_half_made_tenant_is_removed_from_any_point()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Effects);
        var tenant = Scenario.NewTenant();
        var (_, points) = await UndisturbedAsync(scenario, tenant);
        for (var point = 1; point < points; point += 2)
        {
            await scenario.CrashAsync(observer => scenario.Verbs.ProvisionAsync(tenant, observer), point);
            await RemoveAsync(scenario, tenant, $"After provisioning died after effect {(point + 1) / 2} of {points / 2}");
        }
    }

    /// <summary>Deprovisioning dies anywhere; the tenant can be made again or removed.</summary>
    [Fact]
    public async Task A_half_removed_tenant_is_made_again_or_removed_from_any_point()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Effects);
        var tenant = Scenario.NewTenant();
        var (made, _) = await UndisturbedAsync(scenario, tenant);
        for (var point = 0; ; point++)
        {
            await scenario.ProvisionAsync(tenant);
            if (!await scenario.CrashAsync(observer => scenario.Verbs.DeprovisionAsync(tenant, observer), point))
            {
                return;
            }

            scenario.Moment = $"After deprovisioning died at point {point}";
            await scenario.ProvisionAsync(tenant);
            await scenario.ExpectAsync(made, SameEnd, $"After deprovisioning died at point {point}, and provisioning", DecideFromObservation);
            await scenario.CrashAsync(observer => scenario.Verbs.DeprovisionAsync(tenant, observer), point);
            await RemoveAsync(scenario, tenant, $"After deprovisioning died at point {point}");
        }
    }

    /// <summary>The effect of a removal happened, the provisioner sees a time-out; the same process tries again.</summary>
    [Fact]
    public async Task Deprovisioning_goes_on_after_a_time_out_at_any_effect()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Effects);
        var tenant = Scenario.NewTenant();
        for (var point = 1; ; point += 2)
        {
            await scenario.ProvisionAsync(tenant);
            if (!await TimeOutAsync(scenario, observer => scenario.Verbs.DeprovisionAsync(tenant, observer), point))
            {
                return;
            }

            await RemoveAsync(scenario, tenant, $"After a time-out at effect {(point + 1) / 2} of deprovisioning");
        }
    }

    private static async Task<(Inventory Made, int Points)> UndisturbedAsync(Scenario scenario, Tenant tenant)
    {
        var watch = new EffectTrap();
        await scenario.ProvisionAsync(tenant, watch);
        var made = await scenario.LookAsync();
        await RemoveAsync(scenario, tenant, "Without any disturbance");
        if (watch.Points == 0)
        {
            scenario.Break(
                "every change on the server is an effect that the observer is told of, before and after.",
                "provisioning told of no effect.",
                "Change the server only inside of Effect.RunAsync. If the type changes nothing on any server, exempt ConformanceTopic.Effects.");
        }

        return (made, watch.Points);
    }

    private async Task FinishAsync(Scenario scenario, Tenant tenant, Inventory made, string when)
    {
        scenario.Moment = when;
        var settings = await scenario.ProvisionAsync(tenant);
        await scenario.ExpectAsync(made, SameEnd, $"{when}, and a repeat", DecideFromObservation);
        if (Has(ConformanceTopic.LogIn))
        {
            await scenario.ExpectLogInAsync(settings, true, when, "Set anew what is random, so that the settings returned are those on the server.");
        }

        await RemoveAsync(scenario, tenant, when);
    }

    private static async Task RemoveAsync(Scenario scenario, Tenant tenant, string when)
    {
        scenario.Moment = when;
        await scenario.DeprovisionAsync(tenant);
        await scenario.ExpectAsync(scenario.Before, SameEnd, $"{when}, and deprovisioning", DecideFromObservation);
    }

    private static async Task<bool> TimeOutAsync(Scenario scenario, Func<IEffectObserver, Task> verb, int point)
    {
        var trap = new EffectTrap(point, ServerFault.TimeOut);
        var failure = await scenario.FailureOfAsync(() => verb(trap));
        if (trap.HasSprung && failure is not (null or ProvisioningException { Kind: FailureKind.Transient }))
        {
            scenario.Break(
                "a failure that may pass by itself is told as transient.",
                $"a time-out {trap.Place} was told so: the verb {Scenario.Outcome(failure)}.",
                "Let a ProvisioningException pass as it is; Classify only what the driver throws.");
        }

        return trap.HasSprung;
    }
}
