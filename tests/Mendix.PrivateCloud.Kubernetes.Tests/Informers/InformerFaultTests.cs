using System.Net;
using System.Threading.Channels;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Testing.Time;
using static Mendix.PrivateCloud.Kubernetes.Tests.Scripted.ConfigMaps;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Informers;

/// <summary>What breaks watches. What has broken those of others stands in Issues, by its number; random mixtures of it in Model.</summary>
public sealed class InformerFaultTests
{
    [Fact]
    public async Task A_watch_that_the_server_ends_goes_on_from_the_last_event()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5, Json("a", 1));
        await watch.LineAsync(Event("MODIFIED", Json("a", 6)));
        await fixture.Changes.ExpectAsync("+a@1", "~a@1>6");
        fixture.Time.Advance(TimeSpan.FromSeconds(60));
        await watch.EndAsync();
        // It worked for long enough, so there is no pause.
        var again = (await fixture.Api.NextAsync("resourceVersion=6")).Stream();
        await again.LineAsync(Event("MODIFIED", Json("a", 8)));
        await fixture.Changes.ExpectAsync("~a@6>8");
    }

    [Fact]
    public async Task Bookmarks_alone_move_the_version_on()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5);
        await watch.LineAsync(Bookmark(100));
        await watch.LineAsync(Bookmark(200));
        await watch.EndAsync();
        await fixture.NextAfterPauseAsync("resourceVersion=200");
        fixture.Changes.ExpectNothing();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Too_old_a_version_leads_to_a_list_that_shows_what_was_missed(bool insideTheStream)
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5, Json("gone", 1), Json("same", 2), Json("changed", 3), Json("replaced", 4, "first"));
        await fixture.Changes.ExpectAsync("+gone@1", "+same@2", "+changed@3", "+replaced@4");
        if (insideTheStream)
        {
            await watch.LineAsync(Error(410, "Expired"));
        }
        else
        {
            await watch.EndAsync();
            (await fixture.NextAfterPauseAsync("watch=true")).Status(HttpStatusCode.Gone, "Expired");
        }

        (await fixture.NextAfterPauseAsync("?limit=500")).Json(List(20, Json("same", 2), Json("changed", 11), Json("replaced", 12, "second"), Json("new", 13)));
        await fixture.Api.NextAsync("resourceVersion=20");
        await fixture.Changes.ExpectAsync("~changed@3>11", "-replaced@4", "+replaced@12", "+new@13", "-gone@1");
        fixture.Changes.ExpectNothing();
    }

    [Fact]
    public async Task A_list_after_the_first_one_is_told_when_its_changes_were()
    {
        await using var fixture = new InformerFixture();
        var told = Channel.CreateUnbounded<int>();
        fixture.Informer.Relisted += (informer, _) => told.Writer.TryWrite(((Informer<ConfigMap>)informer!).Count);
        fixture.Informer.Relisted += (_, _) => throw new InvalidOperationException("A handler's fault is its own.");
        var watch = await fixture.StartAsync(5, Json("gone", 1), Json("same", 2), Json("too", 3));
        await watch.LineAsync(Error(410, "Expired"));
        Assert.False(told.Reader.TryRead(out _));
        (await fixture.NextAfterPauseAsync("?limit=500")).Json(List(20, Json("same", 2)));

        Assert.Equal(1, await told.Reader.ReadAsync(TestContext.Current.CancellationToken));
        await fixture.Api.NextAsync("resourceVersion=20");
        Assert.False(told.Reader.TryRead(out _));
    }

    [Fact]
    public async Task An_error_in_the_stream_that_is_not_410_goes_on_without_a_list()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5, Json("a", 1));
        await watch.LineAsync(Bookmark(9));
        await watch.LineAsync(Error(500, "InternalError"));
        await fixture.NextAfterPauseAsync("resourceVersion=9");
    }

    [Fact]
    public async Task A_silent_connection_is_given_up()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5);
        await watch.LineAsync(Event("ADDED", Json("a", 7)));
        // Only when it was heard is the silence after it what the clock runs over.
        await fixture.Changes.ExpectAsync("+a@7");
        await Eventually.TrueAsync(() => fixture.Time.UntilNextTimer == TimeSpan.FromMinutes(2), "the informer waits", TestContext.Current.CancellationToken);
        fixture.Time.Advance(TimeSpan.FromMinutes(2));
        await fixture.Api.NextAsync("resourceVersion=7");
        Assert.True(watch.ReaderSide.IsDisposed);
        Assert.Null(fixture.Informer.Failure);
    }

    [Fact]
    public async Task Repeated_and_reordered_events_are_heard_once()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5, Json("a", 4), Json("b", 5));
        await watch.LineAsync(Event("ADDED", Json("a", 4)));
        await watch.LineAsync(Event("MODIFIED", Json("a", 8)));
        await watch.LineAsync(Event("MODIFIED", Json("a", 8)));
        await watch.LineAsync(Event("MODIFIED", Json("a", 7)));
        await watch.LineAsync(Event("DELETED", Json("b", 9)));
        await watch.LineAsync(Event("DELETED", Json("b", 9)));
        // From before its deletion: it must not come back to life.
        await watch.LineAsync(Event("MODIFIED", Json("b", 6)));
        await watch.LineAsync(Event("ADDED", Json("c", 10)));
        await fixture.Changes.ExpectAsync("+a@4", "+b@5", "~a@4>8", "-b@5", "+c@10");
        fixture.Changes.ExpectNothing();
    }

    [Fact]
    public async Task A_deletion_of_the_one_before_does_not_touch_the_one_there_is()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5, Json("a", 4, "second"));
        await watch.LineAsync(Event("DELETED", Json("a", 3, "first")));
        await watch.LineAsync(Event("MODIFIED", Json("a", 6, "second")));
        await fixture.Changes.ExpectAsync("+a@4", "~a@4>6");
    }

    [Fact]
    public async Task A_connection_that_is_cut_in_the_middle_of_an_event_gets_the_event_again()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5);
        await watch.LineAsync(Event("ADDED", Json("a", 6)));
        await watch.BytesAsync("""{"type":"ADDED","object":{"kind":"ConfigMap","metadata":{"name":"b","resourceVersion":"7"}"""u8.ToArray());
        await watch.EndAsync();
        var again = (await fixture.NextAfterPauseAsync("resourceVersion=6")).Stream();
        await again.LineAsync(Event("ADDED", Json("b", 7)));
        await fixture.Changes.ExpectAsync("+a@6", "+b@7");
    }

    [Fact]
    public async Task An_event_as_large_as_etcd_allows_is_read()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5);
        await watch.LineAsync(Event("ADDED", Json("a", 6, value: new string('x', 1_500_000))));
        await watch.LineAsync(Event("MODIFIED", Json("a", 7)));
        await fixture.Changes.ExpectAsync("+a@6", "~a@6>7");
    }

    [Fact]
    public async Task A_server_that_ends_every_watch_at_once_is_not_stormed()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5);
        for (var round = 0; round < 20; round++)
        {
            await watch.EndAsync();
            watch = (await fixture.NextAfterPauseAsync("watch=true")).Stream();
        }

        // Half of 0.5 + 1 + 2 + … + 16 + 14 times 30 seconds at the least.
        Assert.InRange(fixture.Time.Elapsed, TimeSpan.FromMinutes(3.7), TimeSpan.FromMinutes(7.6));
    }

    [Fact]
    public async Task A_server_that_is_away_is_waited_for_and_then_followed_without_a_new_list()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5, Json("a", 1));
        await watch.ReadingAsync();
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        await watch.BreakAsync(new IOException("reset by peer"));
        for (var round = 0; round < 3; round++)
        {
            (await fixture.NextAfterPauseAsync("resourceVersion=5")).Fail(new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        }

        await Eventually.TrueAsync(() => fixture.Informer.Failure is not null, "the failure is shown", TestContext.Current.CancellationToken);
        Assert.Contains("refused", fixture.Informer.Failure!.Message, StringComparison.Ordinal);
        var again = (await fixture.NextAfterPauseAsync("resourceVersion=5")).Stream();
        await again.LineAsync(Event("MODIFIED", Json("a", 6)));
        await fixture.Changes.ExpectAsync("+a@1", "~a@1>6");
        Assert.Null(fixture.Informer.Failure);
    }

    [Fact]
    public async Task A_server_that_has_forgotten_the_version_without_saying_so_is_listed_again()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(900, Json("a", 800));
        await watch.EndAsync();
        for (var round = 0; round < 5; round++)
        {
            (await fixture.NextAfterPauseAsync("resourceVersion=900")).Status(HttpStatusCode.GatewayTimeout, "Timeout", "Too large resource version: 900, current: 3");
        }

        // Its numbers begin anew; the list is the truth nevertheless.
        (await fixture.NextAfterPauseAsync("limit=500")).Json(List(3, Json("a", 2)));
        var again = (await fixture.Api.NextAsync("resourceVersion=3")).Stream();
        await again.LineAsync(Event("MODIFIED", Json("a", 4)));
        await fixture.Changes.ExpectAsync("+a@800", "~a@800>2", "~a@2>4");
    }

    [Fact]
    public async Task A_kind_that_does_not_exist_yet_is_waited_for()
    {
        await using var fixture = new InformerFixture();
        fixture.Start();
        for (var round = 0; round < 3; round++)
        {
            (await fixture.NextAfterPauseAsync("limit=500")).Status(HttpStatusCode.NotFound, "NotFound");
        }

        Assert.False(fixture.Informer.HasSynced);
        (await fixture.NextAfterPauseAsync("limit=500")).Json(List(5));
        await fixture.Informer.WaitForSyncAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Renewed_watches_leave_nothing_behind()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5);
        for (var round = 0; round < 50; round++)
        {
            await watch.ReadingAsync();
            fixture.Time.Advance(TimeSpan.FromSeconds(30));
            await watch.EndAsync();
            var next = (await fixture.Api.NextAsync("watch=true")).Stream();
            Assert.True(watch.ReaderSide.IsDisposed);
            watch = next;
        }

        await Eventually.TrueAsync(() => fixture.Time.ArmedTimers == 1, "only the present watch has a timer", TestContext.Current.CancellationToken);
    }
}
