using Mendix.PrivateCloud.Provisioners.Conformance.Faults;
using Mendix.PrivateCloud.Provisioners.Conformance.Running;
using Xunit;

namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <content>Rotation and withdrawal, where somebody is at work with the credentials meanwhile.</content>
public abstract partial class CancellationConformance<TFixture>
{
    private const string Spares = "a rotation or withdrawal that is cancelled leaves the credentials in use as they are.";

    private const string CleanNothingUp =
        "Take nothing back when you are cancelled: a repeat goes on from where it stands. Touch the credentials that are not in use only.";

    /// <summary>Rotation and withdrawal are cancelled at their awaits, one after another; nobody is locked out.</summary>
    [Fact]
    public async Task Cancelling_a_rotation_at_any_await_locks_nobody_out()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Rotation, ConformanceTopic.LogIn);
        var tenant = Scenario.NewTenant();
        var current = await scenario.ProvisionAsync(tenant);
        // A rotation and its withdrawal may end in the other slot, and the next ones in the first again.
        var ends = new Inventory[2];
        ends[1] = await scenario.LookAsync();
        AwaitCounter rotation = new(), withdrawal = new();
        var (before, next) = (current, current);
        await rotation.Run(async () => next = await scenario.RotateAsync(tenant, before));
        await withdrawal.Run(() => scenario.WithdrawAsync(tenant, next));
        current = next;
        ends[0] = await scenario.LookAsync();

        var round = 1;
        foreach (var at in Spread(Math.Max(rotation.Count, withdrawal.Count), Fixture.CancellationPoints))
        {
            var old = current;
            await CancelAsync(scenario, at, "a rotation", token => scenario.Verbs.RotateAsync(tenant, old, cancellationToken: token));
            scenario.Moment = $"After a rotation was cancelled at await {at}";
            await scenario.ExpectLogInAsync(old, true, scenario.Moment, $"{Spares} {CleanNothingUp}");
            current = await scenario.RotateAsync(tenant, old);
            scenario.Moment += ", and a repeat";
            await scenario.ExpectLogInAsync(old, true, scenario.Moment, $"{Spares} {CleanNothingUp}");
            await scenario.ExpectLogInAsync(current, true, scenario.Moment, "Return settings that work.");

            var inUse = current;
            await CancelAsync(scenario, at, "a withdrawal", token => scenario.Verbs.WithdrawAsync(tenant, inUse, cancellationToken: token));
            scenario.Moment = $"After a withdrawal was cancelled at await {at}";
            await scenario.ExpectLogInAsync(current, true, scenario.Moment, $"{Spares} {CleanNothingUp}");
            await scenario.WithdrawAsync(tenant, current);
            scenario.Moment += ", and a repeat";
            await scenario.ExpectLogInAsync(current, true, scenario.Moment, $"{Spares} {CleanNothingUp}");
            await scenario.ExpectLogInAsync(old, false, scenario.Moment, "Remove the credentials that are not in use.");
            await scenario.ExpectAsync(ends[round++ % 2], Wants, scenario.Moment, PassTheTokenOn);
        }

        scenario.Moment = "After all that";
        await scenario.DeprovisionAsync(tenant);
        await scenario.ExpectAsync(scenario.Before, Wants, $"{scenario.Moment}, and deprovisioning", PassTheTokenOn);
    }

    /// <summary>After a cancellation no further effect of a rotation or withdrawal is begun.</summary>
    [Fact]
    public async Task No_effect_of_a_rotation_is_begun_after_a_cancellation()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Rotation, ConformanceTopic.Effects);
        var tenant = Scenario.NewTenant();
        var current = await scenario.ProvisionAsync(tenant);
        for (var (point, more) = (1, true); more; point += 2)
        {
            scenario.Moment = $"Around cancellations at point {point} of rotation and withdrawal";
            var old = current;
            more = await StopsAsync(scenario, point, (trap, token) => scenario.Verbs.RotateAsync(tenant, old, trap, token));
            current = await scenario.RotateAsync(tenant, old);
            var inUse = current;
            more |= await StopsAsync(scenario, point, (trap, token) => scenario.Verbs.WithdrawAsync(tenant, inUse, trap, token));
            await scenario.WithdrawAsync(tenant, current);
        }

        await scenario.DeprovisionAsync(tenant);
    }
}
