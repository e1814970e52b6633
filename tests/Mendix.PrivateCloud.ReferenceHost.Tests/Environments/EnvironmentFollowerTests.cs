using System.Threading.Channels;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.ReferenceHost.Environments;

public sealed class EnvironmentFollowerTests
{
    private readonly VirtualTimeProvider _time = new();
    private readonly Channel<Observation> _observations = Channel.CreateUnbounded<Observation>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_shows_what_happens_until_the_caller_has_seen_enough()
    {
        var shown = new List<string>();
        Observe(ResourceState.Processing);
        var following = Follower().FollowAsync(
            trees => shown.Add(trees.Count == 0 ? "none" : trees[0].Resource.State.ToString()),
            trees => trees.Count > 0 && trees[0].Resource.State == ResourceState.Ready,
            Cancelled);

        await _time.WaitForTimersAsync(cancellationToken: Cancelled);
        Observe(ResourceState.Ready);
        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(ResourceState.Ready, Assert.Single(await following).Resource.State);
        Assert.Equal(["Processing", "Ready"], shown);
    }

    [Fact]
    public async Task Clocks_go_on_while_nothing_happens()
    {
        var elapsed = new List<TimeSpan>();
        Observe(ResourceState.Processing);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var following = Follower().FollowAsync(trees => elapsed.Add(trees[0].Timing.Elapsed), _ => elapsed.Count == 3, stop.Token);

        while (!following.IsCompleted)
        {
            await Eventually.TrueAsync(() => _time.ArmedTimers > 0 || following.IsCompleted, "it waits", Cancelled);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await following;
        Assert.Equal(elapsed.Order(), elapsed);
        Assert.True(elapsed[2] > elapsed[0]);
    }

    [Fact]
    public async Task What_is_gone_is_shown_no_more()
    {
        Observe(ResourceState.Deleting);
        _observations.Writer.TryWrite(new Observation(Snapshots.App("crm", ResourceState.Deleting), IsGone: true));

        Assert.Empty(await Follower().FollowAsync(_ => { }, _ => true, Cancelled));
    }

    private void Observe(ResourceState state) => _observations.Writer.TryWrite(new Observation(Snapshots.App("crm", state), IsGone: false));

    private EnvironmentFollower Follower() => new(_observations.Reader, new EnvironmentBoard(_time), _time);
}
