namespace Mendix.PrivateCloud.ReferenceHost.Environments;

public sealed class ReadinessJudgeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public void Ready_when_all_that_was_applied_is_Ready_whatever_others_do() =>
        Assert.Equal(nameof(Readiness.Ready), Judge(["a", "b"], (ResourceState.Ready, "a"), (ResourceState.Ready, "b"), (ResourceState.Failed, "foreign")));

    [Fact]
    public void Waiting_while_one_is_missing() =>
        Assert.Equal(nameof(Readiness.Waiting), Judge(["a", "b"], (ResourceState.Ready, "a")));

    [Fact]
    public void Hopeless_when_all_that_is_left_has_failed_for_a_while() =>
        Assert.Equal(nameof(Readiness.Hopeless), Judge(["a", "b"], (ResourceState.Ready, "a"), (ResourceState.Failed, "b")));

    [Fact]
    public void Waiting_while_something_still_moves() =>
        Assert.Equal(nameof(Readiness.Waiting), Judge(["a", "b"], (ResourceState.Processing, "a"), (ResourceState.Failed, "b")));

    [Fact]
    public void A_fresh_failure_may_still_heal() =>
        Assert.Equal(nameof(Readiness.Waiting), Judge(["a"], Patience - TimeSpan.FromSeconds(1), (ResourceState.Failed, "a")));

    [Fact]
    public void Nothing_applied_is_nothing_to_wait_for() => Assert.Equal(nameof(Readiness.Ready), Judge([]));

    private static string Judge(string[] applied, params (ResourceState State, string Name)[] apps) => Judge(applied, Patience, apps);

    private static string Judge(string[] applied, TimeSpan elapsed, params (ResourceState State, string Name)[] apps)
    {
        var trees = EnvironmentTree.Build(apps.Select(app => Snapshots.App(app.Name, app.State)), _ => new ResourceTiming(elapsed, IsFinal: false));
        return new ReadinessJudge([.. applied.Select(name => new EnvironmentName("apps", name))], Patience).Judge(trees).ToString();
    }
}
