using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using static Mendix.PrivateCloud.Operator.Tests.Harness.ConfigurationSamples;

namespace Mendix.PrivateCloud.Operator.Tests.Status;

/// <summary>Tools that deploy from a repository understand how an environment is.</summary>
public sealed class KstatusTests
{
    [Fact]
    public async Task An_environment_is_in_progress_and_then_current_and_failed_while_somebody_has_to_do_something()
    {
        var node = new HeldNode { Holds = _ => true };
        await using var cluster = await OperatorCluster.StartAsync(node: node);
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm"));

        var busy = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("RollingOut"));
        Assert.Equal("InProgress", Kstatus.Of(busy));
        Assert.Contains(busy.Status!.Conditions!, condition => condition is { Type: "Reconciling", Status: "True" });

        node.Holds = _ => false;
        var ready = await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        Assert.Equal("Current", Kstatus.Of(ready));
        // Only while they hold: what is always there looks like trouble to people.
        Assert.DoesNotContain(ready.Status!.Conditions!, condition => condition.Type is "Reconciling" or "Stalled");

        var wrong = Samples.App("crm");
        wrong.Spec!.AppUrl = "https://crm";
        await cluster.ApplyAsync(wrong);
        var failed = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("InvalidField"));
        Assert.Equal("Failed", Kstatus.Of(failed));

        // The instant after an edit, when the operator has not looked yet.
        failed.Metadata.Generation++;
        Assert.Equal("InProgress", Kstatus.Of(failed));
    }

    [Fact]
    public async Task Plans_and_configurations_are_understood_too()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Configuration());
        Assert.Equal("Current", Kstatus.Of(await cluster.UntilAsync<StoragePlan>("files", plan => plan.Status?.Conditions is not null)));
        Assert.Equal("Current", Kstatus.Of(await cluster.UntilConfigurationAsync(ConfigurationSamples.IsReady)));

        await cluster.ApplyAsync(Samples.Plan("wrong", "no-such-type", StorageTypes.Database));
        Assert.Equal("Failed", Kstatus.Of(await cluster.UntilAsync<StoragePlan>("wrong", plan => plan.Status?.Conditions is not null)));
        await cluster.ApplyAsync(Configuration(spec => spec.Endpoint!.Ingress!.Path = "x"));
        Assert.Equal("Failed", Kstatus.Of(await cluster.UntilConfigurationAsync(seen => seen.Says("InvalidField"))));
    }

    [Fact]
    public async Task Runtimes_and_builds_say_in_the_same_way_whether_it_comes_by_itself()
    {
        var node = new HeldNode { Holds = _ => true };
        await using var cluster = await OperatorCluster.StartAsync(node: node);
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm"));
        var busy = await cluster.UntilAsync<Runtime>("crm", runtime => runtime.Status?.Conditions is not null);
        Assert.Contains(busy.Status!.Conditions!, condition => condition is { Type: "Reconciling", Status: "True" });

        node.Holds = _ => false;
        var ready = await cluster.UntilAsync<Runtime>("crm", runtime => Kstatus.Of(runtime) == "Current");
        Assert.Equal("Ready", Assert.Single(ready.Status!.Conditions!).Type);

        // There is no registry to push an image to.
        var packaged = Samples.App("crm");
        packaged.Spec!.SourceUrl = "https://files.example.com/crm.mda";
        await cluster.ApplyAsync(packaged);
        var failed = await cluster.UntilAsync<Build>("crm-build", build => build.Status?.Phase == "Failed");
        Assert.Equal("Failed", Kstatus.Of(failed));
    }

    [Fact]
    public async Task Parts_of_a_refused_environment_are_Unknown_because_nobody_looked_at_them()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("mendix-crm"));

        var status = (await cluster.UntilAsync<MendixApp>("mendix-crm", app => app.SaysReason("InvalidName"))).Status!;

        Assert.Equal(("Failed", "Unknown", "Unknown", "Unknown"), (status.MendixAppState, status.DatabaseStatus, status.NetworkStatus, status.RuntimeStatus));
        Assert.Equal("Unknown", status.Conditions!.Single(condition => condition.Type == "DatabaseReady").Status);
    }
}
