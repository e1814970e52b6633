using Mendix.PrivateCloud.Provisioners.Conformance.Faults;
using Mendix.PrivateCloud.Provisioners.Conformance.Running;
using Mendix.PrivateCloud.Provisioning.Parts;
using Xunit;

namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <summary>A verb can be cancelled at every await; a repeat ends as if that had not happened.</summary>
/// <inheritdoc />
public abstract partial class CancellationConformance<TFixture>(TFixture fixture) : ConformanceTests<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const string Wants =
        "a cancelled verb ends with OperationCanceledException, or with success if all was done, and a repeat ends as if it had not been cancelled.";

    private const string PassTheTokenOn =
        "Hand the token to every call, let OperationCanceledException pass, and turn what the driver throws instead of it into it.";

    /// <summary>With a token that is cancelled already nothing is begun.</summary>
    [Fact]
    public async Task A_token_that_is_cancelled_already_changes_nothing()
    {
        await using var scenario = await StartAsync();
        var cancelled = new CancellationToken(canceled: true);
        var tenant = Scenario.NewTenant();
        await NothingAsync(scenario, "provisioning", scenario.Before, () => scenario.Verbs.ProvisionAsync(tenant, cancellationToken: cancelled));
        await NothingAsync(scenario, "a check", scenario.Before, () => scenario.Verbs.CheckAsync(scenario.Plan, cancelled));
        if (Has(ConformanceTopic.Preview))
        {
            await NothingAsync(scenario, "a preview", scenario.Before, () => scenario.Verbs.PreviewAsync(tenant, cancelled));
        }

        var settings = await scenario.ProvisionAsync(tenant);
        var made = await scenario.LookAsync();
        if (Has(ConformanceTopic.Rotation))
        {
            await NothingAsync(scenario, "a rotation", made, () => scenario.Verbs.RotateAsync(tenant, settings, cancellationToken: cancelled));
            await NothingAsync(scenario, "a withdrawal", made, () => scenario.Verbs.WithdrawAsync(tenant, settings, cancellationToken: cancelled));
        }

        await NothingAsync(scenario, "deprovisioning", made, () => scenario.Verbs.DeprovisionAsync(tenant, cancellationToken: cancelled));
    }

    /// <summary>Provisioning and deprovisioning are cancelled at their awaits, one after another.</summary>
    [Fact]
    public async Task Cancelling_at_any_await_is_made_good_by_a_repeat()
    {
        await using var scenario = await StartAsync();
        var tenant = Scenario.NewTenant();
        var counter = new AwaitCounter();
        await counter.Run(() => scenario.ProvisionAsync(tenant));
        var made = await scenario.LookAsync();
        var removal = new AwaitCounter();
        await removal.Run(() => scenario.DeprovisionAsync(tenant));

        foreach (var at in Spread(Math.Max(counter.Count, removal.Count), Fixture.CancellationPoints))
        {
            if (await CancelAsync(scenario, at, "provisioning", token => scenario.Verbs.ProvisionAsync(tenant, cancellationToken: token)))
            {
                await scenario.ExpectAsync(made, Wants, $"After provisioning was cancelled at await {at} and yet succeeded", PassTheTokenOn);
            }

            scenario.Moment = $"After provisioning was cancelled at await {at}";
            await scenario.ProvisionAsync(tenant);
            await scenario.ExpectAsync(made, Wants, $"After provisioning was cancelled at await {at}, and a repeat", PassTheTokenOn);

            if (await CancelAsync(scenario, at, "deprovisioning", token => scenario.Verbs.DeprovisionAsync(tenant, cancellationToken: token)))
            {
                await scenario.ExpectAsync(
                    scenario.Before,
                    Wants,
                    $"After deprovisioning was cancelled at await {at} and yet succeeded",
                    PassTheTokenOn);
            }

            scenario.Moment = $"After deprovisioning was cancelled at await {at}";
            await scenario.DeprovisionAsync(tenant);
            await scenario.ExpectAsync(scenario.Before, Wants, $"After deprovisioning was cancelled at await {at}, and a repeat", PassTheTokenOn);
        }
    }

    /// <summary>After a cancellation no further effect is begun.</summary>
    [Fact]
    public async Task No_effect_is_begun_after_a_cancellation()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Effects);
        var tenant = Scenario.NewTenant();
        for (var point = 1; ; point += 2)
        {
            if (!await StopsAsync(scenario, point, (trap, token) => scenario.Verbs.ProvisionAsync(tenant, trap, cancellationToken: token)))
            {
                return;
            }

            scenario.Moment = $"After provisioning was cancelled at point {point}";
            await scenario.DeprovisionAsync(tenant);
            await scenario.ExpectAsync(scenario.Before, Wants, $"{scenario.Moment}, and deprovisioning", PassTheTokenOn);
        }
    }

    /// <summary>Cancels a verb at a point, and fails if it goes on all the same.</summary>
    /// <returns>Whether the verb came to that point.</returns>
    private static async Task<bool> StopsAsync(Scenario scenario, int point, Func<IEffectObserver, CancellationToken, Task> verb)
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var trap = new EffectTrap(point, cancelled.Cancel);
        var failure = await scenario.FailureOfAsync(() => verb(trap, cancelled.Token));
        if (trap.HasSprung && trap.Points > point + 1)
        {
            scenario.Break(
                "a cancelled verb stops between effects, and takes nothing back: a repeat goes on from where it stands.",
                $"it was cancelled {trap.Place}, and {(trap.Points - point) / 2} more effects followed; the verb {Scenario.Outcome(failure)}.",
                "Look at the token before each effect, and do not catch OperationCanceledException.");
        }

        return trap.HasSprung;
    }

    /// <returns>Whether the verb succeeded all the same.</returns>
    private static async Task<bool> CancelAsync(Scenario scenario, int at, string verb, Func<CancellationToken, Task> run)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var failure = await scenario.FailureOfAsync(() => new AwaitCounter(at, source.Cancel).Run(() => run(source.Token)));
        if (failure is not (null or OperationCanceledException))
        {
            scenario.Break(Wants, $"{verb}, cancelled at await {at}, {Scenario.Outcome(failure)}.", PassTheTokenOn);
        }

        return failure is null;
    }

    private static async Task NothingAsync(Scenario scenario, string verb, Inventory expected, Func<Task> run)
    {
        var failure = await scenario.FailureOfAsync(run);
        if (failure is not (null or OperationCanceledException))
        {
            scenario.Break(Wants, $"{verb}, with a token that was cancelled already, {Scenario.Outcome(failure)}.", PassTheTokenOn);
        }

        await scenario.ExpectAsync(expected, "with a token that is cancelled already nothing is begun.",
            $"After {verb} with a token that was cancelled already", "Look at the token before each effect.");
    }

    private static IEnumerable<int> Spread(int count, int most) =>
        Enumerable.Range(0, Math.Min(count, most)).Select(index => 1 + (index * count / Math.Min(count, most)));
}
