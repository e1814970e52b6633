using Mendix.PrivateCloud.Provisioners.Conformance.Running;
using Mendix.PrivateCloud.Provisioning;
using Xunit;

namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <summary>
/// Credentials change without an instant at which somebody is refused who was not told to switch: old and new ones are
/// valid from the end of the rotation to the withdrawal.
/// </summary>
/// <inheritdoc />
public abstract class RotationConformance<TFixture>(TFixture fixture) : ConformanceTests<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const string Overlap = "the credentials in use are valid throughout a rotation and after it, until they are withdrawn.";

    private const string UseTheOtherSlot =
        "Make the new credentials in the other slot and leave those in use as they are; take them away in WithdrawCredentialsAsync only.";

    /// <summary>Somebody logs in throughout, and never is refused; after the withdrawal the old credentials are.</summary>
    [Fact]
    public async Task Nobody_is_refused_who_was_not_told_to_switch()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Rotation, ConformanceTopic.LogIn);
        var tenant = Scenario.NewTenant();
        var current = await scenario.ProvisionAsync(tenant);
        if (Has(ConformanceTopic.Data))
        {
            await scenario.WriteAsync(current, "kept");
        }

        var made = await scenario.LookAsync();

        // Twice: there and back again.
        for (var round = 1; round <= 2; round++)
        {
            var old = current;
            var next = await LoginWatch.WhileAsync(
                scenario,
                old,
                $"during rotation {round}",
                Overlap,
                UseTheOtherSlot,
                watch => scenario.RotateAsync(tenant, old, watch));
            await ExpectNewAsync(scenario, old, next, $"After rotation {round}");
            await scenario.ExpectLogInAsync(old, true, $"After rotation {round}", UseTheOtherSlot);
            if (Has(ConformanceTopic.Data))
            {
                await scenario.ExpectDataAsync(next, "kept", $"with the new credentials of rotation {round}");
            }

            await scenario.RestartAsync();
            await LoginWatch.WhileAsync(scenario, next, $"during withdrawal {round}", "a withdrawal leaves the credentials in use alone.",
                "Remove the parts of the slot that is not in use, and nothing else.", async watch =>
                {
                    await scenario.WithdrawAsync(tenant, next, watch);
                    return true;
                });
            await scenario.ExpectLogInAsync(old, false, $"After withdrawal {round}", "Remove the credentials that are not in use.");
            await scenario.ExpectLogInAsync(next, true, $"After withdrawal {round}", "Leave the credentials in use.");
            current = next;
        }

        await scenario.ExpectAsync(
            made,
            "two rotations end where they began, so that nothing piles up.",
            "After two rotations, each with its withdrawal",
            UseTheOtherSlot);
        await RemoveAsync(scenario, tenant, "After two rotations and deprovisioning");
    }

    /// <summary>A rotation that dies anywhere is repeated, or the tenant removed; a withdrawal as well.</summary>
    [Fact]
    public async Task Rotation_and_withdrawal_go_on_after_a_crash_at_any_point()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Rotation, ConformanceTopic.LogIn, ConformanceTopic.Effects);
        var tenant = Scenario.NewTenant();
        var sprung = true;
        for (var point = 0; sprung; point++)
        {
            scenario.Moment = $"Around crashes at point {point} of rotation and withdrawal";
            var old = await scenario.ProvisionAsync(tenant);
            sprung = await scenario.CrashAsync(observer => scenario.Verbs.RotateAsync(tenant, old, observer), point);
            await scenario.ExpectLogInAsync(old, true, $"After a rotation died at point {point}", UseTheOtherSlot);

            var next = await scenario.RotateAsync(tenant, old);
            await ExpectNewAsync(scenario, old, next, $"After a rotation died at point {point} and was repeated");
            await scenario.ExpectLogInAsync(old, true, $"After a rotation died at point {point} and was repeated", UseTheOtherSlot);

            sprung |= await scenario.CrashAsync(observer => scenario.Verbs.WithdrawAsync(tenant, next, observer), point);
            await scenario.ExpectLogInAsync(next, true, $"After a withdrawal died at point {point}", "Leave the credentials in use.");
            await scenario.WithdrawAsync(tenant, next);
            await scenario.ExpectLogInAsync(
                next,
                true,
                $"After a withdrawal died at point {point} and was repeated",
                "Leave the credentials in use.");
            await scenario.ExpectLogInAsync(
                old,
                false,
                $"After a withdrawal died at point {point} and was repeated",
                "Remove the credentials that are not in use.");

            await scenario.CrashAsync(observer => scenario.Verbs.RotateAsync(tenant, next, observer), point);
            await RemoveAsync(scenario, tenant, $"After a second rotation died at point {point}, and deprovisioning");
        }
    }

    /// <summary>The repeat of a rotation gives new credentials and touches those in use as little as the first did.</summary>
    [Fact]
    public async Task A_rotation_may_be_repeated()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Rotation, ConformanceTopic.LogIn);
        var tenant = Scenario.NewTenant();
        var old = await scenario.ProvisionAsync(tenant);
        await scenario.RotateAsync(tenant, old);
        var rotated = await scenario.LookAsync();
        var next = await scenario.RotateAsync(tenant, old);
        await scenario.ExpectAsync(rotated, "a rotation that is repeated with the same settings in use replaces what the first one made.",
            "After a rotation was repeated", UseTheOtherSlot);
        await scenario.ExpectLogInAsync(old, true, "After a rotation was repeated", UseTheOtherSlot);
        await scenario.ExpectLogInAsync(next, true, "After a rotation was repeated", "Return settings that work.");

        // Somebody lost the Secret and provisions again while the new credentials are out already.
        var again = await scenario.ProvisionAsync(tenant);
        await scenario.ExpectLogInAsync(again, true, "After provisioning amid a rotation", "Return settings that work.");
    }

    /// <summary>A withdrawal with nothing to withdraw succeeds.</summary>
    [Fact]
    public async Task A_withdrawal_without_a_rotation_changes_nothing()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Rotation, ConformanceTopic.LogIn);
        var tenant = Scenario.NewTenant();
        var current = await scenario.ProvisionAsync(tenant);
        var made = await scenario.LookAsync();
        await scenario.WithdrawAsync(tenant, current);
        await scenario.ExpectAsync(
            made,
            "a withdrawal removes nothing but credentials that are not in use.",
            "After a withdrawal without a rotation",
            "Remove the other slot only.");
        await scenario.ExpectLogInAsync(current, true, "After a withdrawal without a rotation", "Leave the credentials in use.");
    }

    /// <summary>Settings of another tenant are refused, before anything is changed.</summary>
    [Fact]
    public async Task The_settings_of_another_tenant_are_refused()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Rotation, ConformanceTopic.Sharing);
        var tenant = Scenario.NewTenant("mine");
        await scenario.ProvisionAsync(tenant);
        var foreign = await scenario.ProvisionAsync(Scenario.NewTenant("other"));
        var made = await scenario.LookAsync();
        foreach (var (verb, run) in new (string, Func<Task>)[]
                 {
                     ("a rotation", () => scenario.Verbs.RotateAsync(tenant, foreign)),
                     ("a withdrawal", () => scenario.Verbs.WithdrawAsync(tenant, foreign)),
                 })
        {
            var failure = await scenario.FailureOfAsync(run);
            if (failure is not ProvisioningException)
            {
                scenario.Break(
                    "settings in use that are not the tenant's are refused.",
                    $"with the settings of another tenant, {verb} {Scenario.Outcome(failure)}.",
                    "Return null from SlotInUse for settings that are not of this tenant.");
            }

            await scenario.ExpectAsync(
                made,
                "settings in use that are not the tenant's are refused before anything is changed.",
                $"After {verb} with the settings of another tenant",
                "Compare the names first.");
        }
    }

    /// <summary>A type that can rotate says so when a plan cannot, and changes nothing.</summary>
    [Fact]
    public async Task A_plan_that_cannot_rotate_refuses_to()
    {
        await using var scenario = await StartAsync();
        if (!Fixture.IsLackedByPlan(ConformanceTopic.Rotation))
        {
            return;
        }

        var tenant = Scenario.NewTenant();
        var current = await scenario.ProvisionAsync(tenant);
        var made = await scenario.LookAsync();
        var rotator = (ICredentialRotator)scenario.Provisioner;
        foreach (var (verb, run) in new (string, Func<Task>)[]
        {
            ("a rotation", () => rotator.RotateCredentialsAsync(scenario.Plan, tenant, current, Cancellation)),
            ("a withdrawal", () => rotator.WithdrawCredentialsAsync(scenario.Plan, tenant, current, Cancellation)),
        })
        {
            var failure = await scenario.FailureOfAsync(run);
            if (failure is not ProvisioningException { Kind: FailureKind.Configuration })
            {
                scenario.Break("where the type can rotate and a plan cannot, rotation is refused as FailureKind.Configuration.", $"under such a plan, {verb} {Scenario.Outcome(failure)}.",
                    "Throw such a ProvisioningException from SlotInUse, and say in its remedy which plan can.");
            }

            await scenario.ExpectAsync(made, "a rotation that is refused changes nothing.", $"After {verb} under a plan that cannot rotate", "Refuse before anything is done.");
        }
    }

    private static async Task ExpectNewAsync(Scenario scenario, RuntimeSettings old, RuntimeSettings next, string when)
    {
        if (!next.Any(setting => setting.IsSecret && old[setting.Name] != setting.Value.Reveal()))
        {
            scenario.Break(
                "a rotation returns new credentials.",
                $"{when}, every secret is the old one.",
                "Make the secret anew: SecretValue.Random().");
        }

        await scenario.ExpectLogInAsync(next, true, when, "Return settings that work.");
    }

    private static async Task RemoveAsync(Scenario scenario, Tenant tenant, string when)
    {
        await scenario.DeprovisionAsync(tenant);
        await scenario.ExpectAsync(scenario.Before, "deprovisioning removes the credentials of both slots.", when,
            "Let Draw return the parts of both slots; the one not in use proposes nothing in Make and goes in Remove.");
    }
}
