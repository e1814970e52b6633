using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.ReferenceHost.Environments;

public sealed class ResourceClockTests
{
    private readonly VirtualTimeProvider _time = new();

    [Fact]
    public void A_resource_that_became_ready_shows_how_long_that_took()
    {
        var clock = new ResourceClock(_time);
        clock.Observe(Snapshots.App("crm", ResourceState.Processing));
        _time.Advance(TimeSpan.FromSeconds(3));
        clock.Observe(Snapshots.App("crm", ResourceState.Ready));
        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(new ResourceTiming(TimeSpan.FromSeconds(3), IsFinal: true), clock.TimingOf("uid-crm"));
    }

    [Fact]
    public void A_resource_that_is_not_ready_shows_how_long_it_has_been_as_it_is()
    {
        var clock = new ResourceClock(_time);
        clock.Observe(Snapshots.App("crm", ResourceState.Processing));
        _time.Advance(TimeSpan.FromSeconds(3));
        clock.Observe(Snapshots.App("crm", ResourceState.Failed));
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(new ResourceTiming(TimeSpan.FromSeconds(5), IsFinal: false), clock.TimingOf("uid-crm"));
    }

    [Fact]
    public void What_was_ready_before_the_host_looked_shows_for_how_long_it_has_been_ready()
    {
        var since = _time.GetUtcNow() - TimeSpan.FromHours(2);
        var clock = new ResourceClock(_time);
        clock.Observe(Snapshots.App("crm", ResourceState.Ready) with { Since = since });

        Assert.Equal(new ResourceTiming(TimeSpan.FromHours(2), IsFinal: false), clock.TimingOf("uid-crm"));
    }

    [Fact]
    public void A_change_of_a_ready_resource_starts_the_clock_anew()
    {
        var clock = new ResourceClock(_time);
        clock.Observe(Snapshots.App("crm", ResourceState.Ready));
        _time.Advance(TimeSpan.FromMinutes(10));
        clock.Observe(Snapshots.App("crm", ResourceState.Processing));
        _time.Advance(TimeSpan.FromSeconds(2));
        clock.Observe(Snapshots.App("crm", ResourceState.Ready));

        Assert.Equal(new ResourceTiming(TimeSpan.FromSeconds(2), IsFinal: true), clock.TimingOf("uid-crm"));
    }

    [Fact]
    public void A_namesake_of_something_gone_is_new()
    {
        var clock = new ResourceClock(_time);
        clock.Observe(Snapshots.App("crm", ResourceState.Ready));
        clock.Forget("uid-crm");

        Assert.Equal(default, clock.TimingOf("uid-crm"));
    }
}
