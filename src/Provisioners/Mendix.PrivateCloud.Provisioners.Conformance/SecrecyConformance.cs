using Mendix.PrivateCloud.Provisioners.Conformance.Faults;
using Mendix.PrivateCloud.Provisioners.Conformance.Recording;
using Mendix.PrivateCloud.Provisioners.Conformance.Running;
using Mendix.PrivateCloud.Provisioning.Parts;
using Mendix.PrivateCloud.Provisioning.Plans;
using Xunit;

namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <summary>No secret, of the plan or of a tenant, stands in anything that a provisioner lets out.</summary>
/// <inheritdoc />
public abstract class SecrecyConformance<TFixture>(TFixture fixture) : ConformanceTests<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    /// <summary>Secrets that can be searched for: long, and nowhere else in the plan.</summary>
    [Fact]
    public async Task The_secrets_of_the_plan_can_be_searched_for()
    {
        await using var scenario = await StartAsync();
        var visible = Fixture.Plan.Parameters.ToJsonString();
        foreach (var (name, secret) in Fixture.Plan.Secrets)
        {
            if (secret.Reveal() is var text && (text.Length < SecretSearch.Shortest || visible.Contains(text, StringComparison.Ordinal)))
            {
                Broken.Contract("the kit finds out whether a secret gets out by searching for it.",
                    $"the secret '{name}' of {typeof(TFixture).Name}.Plan is shorter than {SecretSearch.Shortest} characters, or stands among the parameters too.",
                    "Give the test account a secret that occurs nowhere else.");
            }
        }
    }

    /// <summary>Through a whole life, in logs, traces, notices of effects, previews and checks.</summary>
    [Fact]
    public async Task No_secret_gets_out_when_all_goes_well()
    {
        await using var scenario = await StartAsync();
        var tenant = Scenario.NewTenant();
        var listener = new NoticeRecorder(scenario.Evidence);
        await scenario.CheckAsync(scenario.Plan);
        for (var round = 0; round < 2; round++)
        {
            if (Has(ConformanceTopic.Preview))
            {
                await scenario.PreviewAsync(tenant);
            }

            var settings = await scenario.ProvisionAsync(tenant, listener);
            scenario.Evidence.Add("the settings as a text", settings.ToString());
            if (Has(ConformanceTopic.Rotation))
            {
                var next = await scenario.RotateAsync(tenant, settings, listener);
                await scenario.WithdrawAsync(tenant, next, listener);
            }
        }

        scenario.Evidence.Add("the plan as a text", $"{scenario.Plan}");
        await scenario.DeprovisionAsync(tenant, listener);
        Search(scenario, "in a life without any disturbance");
    }

    /// <summary>In everything that is said when verbs fail, in any way and at any effect.</summary>
    [Fact]
    public async Task No_secret_gets_out_when_something_fails()
    {
        await using var scenario = await StartAsync();
        var tenant = Scenario.NewTenant();
        foreach (var spring in new Action[] { ServerFault.TimeOut, ServerFault.Refuse, () => throw new ProcessDiedException() })
        {
            for (var point = 1; ; point += 2)
            {
                var trap = new EffectTrap(point, spring);
                await scenario.FailureOfAsync(() => scenario.Verbs.ProvisionAsync(tenant, trap));
                if (!trap.HasSprung)
                {
                    break;
                }

                scenario.Moment = $"After a failure {trap.Place}";
                await scenario.ProvisionAsync(tenant);
                await scenario.FailureOfAsync(() => scenario.Verbs.DeprovisionAsync(tenant, new EffectTrap(point, spring)));
                await scenario.DeprovisionAsync(tenant);
            }
        }

        await FailAsync(scenario, ConformanceTopic.Credentials, () => Fixture.WrongCredentials);
        await FailAsync(scenario, ConformanceTopic.Reachability, () => Fixture.Unreachable);
        var unlucky = Scenario.NewTenant();
        if (Has(ConformanceTopic.ForeignThings) && Fixture.ForeignThings(unlucky) is [var foreign, ..])
        {
            await foreign.PlantAsync(Cancellation);
            await scenario.FailureOfAsync(() => scenario.Verbs.ProvisionAsync(unlucky));
            await foreign.RemoveAsync(Cancellation);
        }

        Search(scenario, "when verbs failed");
    }

    private async Task FailAsync(Scenario scenario, ConformanceTopic topic, Func<PlanValues> values)
    {
        if (!Has(topic))
        {
            return;
        }

        scenario.Secrets.Add(values());
        var plan = scenario.Provisioner.BindPlan(values());
        var tenant = Scenario.NewTenant();
        await scenario.CheckAsync(plan);
        await scenario.FailureOfAsync(() => scenario.Verbs.ProvisionAsync(tenant, plan: plan));
        await scenario.FailureOfAsync(() => scenario.Verbs.DeprovisionAsync(tenant, plan: plan));
    }

    private static void Search(Scenario scenario, string when)
    {
        foreach (var (place, text) in scenario.Evidence.Texts)
        {
            if (scenario.Secrets.Find(text) is { } secret)
            {
                scenario.Break("no secret stands in a log, an exception, a trace, a preview, a notice of an effect or a check.",
                    $"{when}, {secret} stands in {place}: {text}",
                    "Keep secrets in SecretValue, write them as *** in descriptions, and hand them to the driver only. Do not wrap exceptions that quote them.");
            }
        }
    }

    private sealed class NoticeRecorder(Evidence evidence) : IEffectObserver
    {
        public ValueTask BeforeAsync(EffectNotice effect, CancellationToken cancellationToken)
        {
            evidence.Add("the notice of an effect", $"{effect.Part}: {effect.Description}");
            return ValueTask.CompletedTask;
        }

        public ValueTask AfterAsync(EffectNotice effect, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
