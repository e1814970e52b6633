using Mendix.PrivateCloud.Provisioners.Conformance.Running;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Plans;
using Xunit;

namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <summary>A check says beforehand whether a plan can work, and what is in its way, and changes nothing.</summary>
/// <inheritdoc />
public abstract class CheckConformance<TFixture>(TFixture fixture) : ConformanceTests<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const string ReportAll = "Report a CheckFinding for everything that was looked at, and name in its remedy what to change, and where.";

    /// <summary>A plan that works passes, and the check leaves nothing behind.</summary>
    [Fact]
    public async Task A_good_plan_passes_and_nothing_is_changed()
    {
        await using var scenario = await StartAsync();
        var report = await scenario.CheckAsync(scenario.Plan);
        if (!report.Passed)
        {
            scenario.Break("a plan that works passes its check.", $"the check of {typeof(TFixture).Name}.Plan says:\n{report}",
                "Ask only for what provisioning needs.");
        }

        await scenario.ExpectAsync(
            scenario.Before,
            "a check changes nothing.",
            "After a check",
            "Only look; what has to be tried, take back at once.");
        var tenant = Scenario.NewTenant();
        await scenario.ProvisionAsync(tenant);
        var made = await scenario.LookAsync();
        await scenario.CheckAsync(scenario.Plan);
        await scenario.ExpectAsync(
            made,
            "a check changes nothing.",
            "After a check while a tenant was there",
            "Only look; what has to be tried, take back at once.");
    }

    /// <summary>Wrong credentials are found, and provisioning with them fails for the same reason.</summary>
    [Fact]
    public async Task Wrong_credentials_are_found()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Credentials);
        await FindAsync(scenario, Fixture.WrongCredentials, "credentials", FailureKind.Configuration);
    }

    /// <summary>A server that is not there is found, and provisioning fails for the same reason.</summary>
    [Fact]
    public async Task A_server_that_cannot_be_reached_is_found()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Reachability);
        await FindAsync(scenario, Fixture.Unreachable, "reachable", kind: null);
    }

    /// <summary>Each right that is missing is named.</summary>
    [Fact]
    public async Task Each_missing_right_is_named()
    {
        await using var scenario = await StartAsync(ConformanceTopic.Rights);
        if (Fixture.LackingRights.Count == 0)
        {
            scenario.Break("a check names each missing right.", $"{typeof(TFixture).Name}.LackingRights is empty.",
                "Return one plan per right, or exempt ConformanceTopic.Rights with the reason.");
        }

        foreach (var (right, values) in Fixture.LackingRights)
        {
            var plan = Bind(scenario, values);
            var report = await scenario.CheckAsync(plan);
            Explain(scenario, report, $"an account without {right}");
            if (!report.Failures.Any(finding => finding.Subject.Contains(right, StringComparison.OrdinalIgnoreCase)))
            {
                scenario.Break("a check names each missing right as the subject of a finding.",
                    $"with an account without {right} the check says:\n{report}", ReportAll);
            }

            await scenario.ExpectAsync(scenario.Before, "a check changes nothing.", $"After a check with an account without {right}", "Only look.");

            // Some rights are needed for removal only, and without some rights nothing can be taken back: so no more than the kind.
            var tenant = Scenario.NewTenant();
            var failure = await scenario.FailureOfAsync(() => scenario.Verbs.ProvisionAsync(tenant, plan: plan));
            if (failure is not (null or ProvisioningException { Kind: FailureKind.Configuration }))
            {
                scenario.Break("a missing right is told as FailureKind.Configuration: no repeat can help.",
                    $"with an account without {right}, provisioning {Scenario.Outcome(failure)}.", "Classify the server's refusal.");
            }

            await scenario.DeprovisionAsync(tenant);
            await scenario.ExpectAsync(scenario.Before, "whatever a plan without a right left, the right plan removes.",
                $"After provisioning with an account without {right}, and deprovisioning with the right account", "Find half-made parts as ours.");
        }
    }

    private async Task FindAsync(Scenario scenario, PlanValues values, string subject, FailureKind? kind)
    {
        var plan = Bind(scenario, values);
        var report = await scenario.CheckAsync(plan);
        Explain(scenario, report, $"a plan that fails at '{subject}'");
        if (report.Failures.All(finding => finding.Subject != subject))
        {
            scenario.Break($"the subject of such a finding is '{subject}'.", $"the check says:\n{report}",
                $"Report CheckFinding.Fail(\"{subject}\", problem, remedy), and end the list there.");
        }

        var failure = await scenario.FailureOfAsync(() => scenario.Verbs.ProvisionAsync(Scenario.NewTenant(), plan: plan));
        // A type without effects need not talk to any server before the environment does.
        if (failure is null ? Has(ConformanceTopic.Effects) : failure is not ProvisioningException known || (kind is not null && known.Kind != kind))
        {
            scenario.Break($"what a check finds, provisioning fails at{(kind is null ? "" : $", as FailureKind.{kind}")}.",
                $"the check fails at '{subject}', and provisioning {Scenario.Outcome(failure)}.", "Classify the driver's exception, in the check and in the verbs alike.");
        }

        // Whoever is told that a tenant is gone forgets it, and its data with it.
        var removal = await scenario.FailureOfAsync(() => scenario.Verbs.DeprovisionAsync(Scenario.NewTenant(), plan: plan));
        if (removal is null ? Has(ConformanceTopic.Effects) : removal is not ProvisioningException)
        {
            scenario.Break("deprovisioning succeeds only if the tenant is known to be gone.",
                $"the check fails at '{subject}', and deprovisioning {Scenario.Outcome(removal)}.", "Let a failure to look be a failure of the verb.");
        }

        await scenario.ExpectAsync(
            scenario.Before,
            "a plan that cannot work changes nothing.",
            $"After a check, provisioning and deprovisioning that fail at '{subject}'",
            "Only look.");
    }

    private static void Explain(Scenario scenario, CheckReport report, string with)
    {
        if (report.Passed)
        {
            scenario.Break("a check finds what is in the way of a plan.", $"with {with} it passes:\n{report}", ReportAll);
        }

        if (report.Failures.FirstOrDefault(finding => string.IsNullOrWhiteSpace(finding.Failure!.Problem) || string.IsNullOrWhiteSpace(finding.Failure.Remedy)) is { } mute)
        {
            scenario.Break(
                "a finding says what is wrong and what to do about it.",
                $"with {with}, the finding '{mute.Subject}' does not.",
                ReportAll);
        }
    }

    private static object Bind(Scenario scenario, PlanValues values)
    {
        scenario.Secrets.Add(values);
        return scenario.Provisioner.BindPlan(values);
    }
}
