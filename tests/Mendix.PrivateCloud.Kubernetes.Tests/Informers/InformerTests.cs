using System.Net;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tests.Scripted;
using static Mendix.PrivateCloud.Kubernetes.Tests.Scripted.ConfigMaps;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Informers;

public sealed class InformerTests
{
    [Fact]
    public async Task Lists_then_follows_from_there()
    {
        await using var fixture = new InformerFixture();
        Assert.False(fixture.Informer.HasSynced);
        var watch = await fixture.StartAsync(5, Json("a", 1), Json("b", 2));
        await fixture.Informer.WaitForSyncAsync(TestContext.Current.CancellationToken);
        await fixture.Changes.ExpectAsync("+a@1", "+b@2");

        await watch.LineAsync(Event("MODIFIED", Json("a", 6)));
        await watch.LineAsync(Event("ADDED", Json("c", 7)));
        await watch.LineAsync(Event("DELETED", Json("b", 8)));
        await fixture.Changes.ExpectAsync("~a@1>6", "+c@7", "-b@2");
        Assert.Equal(2, fixture.Informer.Count);
        Assert.Equal("6", fixture.Informer.Find("apps", "a")!.Metadata.ResourceVersion);
        Assert.False(fixture.Informer.TryGet("apps", "b", out _));
        Assert.Equal(["a", "c"], fixture.Informer.Items.Select(map => map.Metadata.Name).Order());
    }

    [Fact]
    public async Task Reads_a_list_page_by_page()
    {
        await using var fixture = new InformerFixture(options => options.PageSize = 2);
        fixture.Start();
        (await fixture.Api.NextAsync("?limit=2")).Json(ListPage(5, "next", Json("a", 1), Json("b", 2)));
        var second = await fixture.Api.NextAsync("?limit=2&continue=next");
        Assert.False(fixture.Informer.HasSynced);
        second.Json(ListPage(5, "", Json("c", 3)));
        await fixture.Api.NextAsync("resourceVersion=5");
        Assert.True(fixture.Informer.HasSynced);
        await fixture.Changes.ExpectAsync("+a@1", "+b@2", "+c@3");
    }

    [Fact]
    public async Task A_list_that_expires_between_two_pages_is_read_whole_instead()
    {
        await using var fixture = new InformerFixture(options => options.PageSize = 1);
        fixture.Start();
        (await fixture.Api.NextAsync("?limit=1")).Json(ListPage(5, "next", Json("a", 1)));
        (await fixture.Api.NextAsync("continue=next")).Status(HttpStatusCode.Gone, "Expired");
        var whole = await fixture.Api.NextAsync("/api/v1/configmaps");
        Assert.DoesNotContain("limit", whole.PathAndQuery, StringComparison.Ordinal);
        whole.Json(List(9, Json("b", 7)));
        await fixture.Api.NextAsync("resourceVersion=9");
        // What the abandoned list showed and the new one does not is gone.
        await fixture.Changes.ExpectAsync("+a@1", "+b@7", "-a@1");
    }

    [Fact]
    public async Task A_late_subscriber_hears_of_what_is_there_and_then_of_changes()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5, Json("a", 1), Json("b", 2));
        await fixture.Informer.WaitForSyncAsync(TestContext.Current.CancellationToken);
        var late = new ChangeLog();
        var subscription = fixture.Informer.Subscribe(late.Add);
        await late.ExpectSetAsync("+a@1", "+b@2");
        await watch.LineAsync(Event("MODIFIED", Json("a", 6)));
        await late.ExpectAsync("~a@1>6");

        subscription.Dispose();
        await watch.LineAsync(Event("MODIFIED", Json("a", 7)));
        await fixture.Changes.ExpectAsync("+a@1", "+b@2", "~a@1>6", "~a@6>7");
        late.ExpectNothing();
    }

    [Fact]
    public async Task A_subscriber_that_throws_costs_the_others_nothing()
    {
        await using var fixture = new InformerFixture();
        fixture.Informer.Subscribe(_ => throw new InvalidOperationException("mine"));
        var last = new ChangeLog();
        fixture.Informer.Subscribe(last.Add);
        var watch = await fixture.StartAsync(5, Json("a", 1));
        await watch.LineAsync(Event("DELETED", Json("a", 6)));
        await last.ExpectAsync("+a@1", "-a@1");
        await fixture.Changes.ExpectAsync("+a@1", "-a@1");
    }

    [Fact]
    public async Task A_successor_of_the_same_name_is_a_deletion_and_an_addition()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5, Json("a", 1, "first"));
        await watch.LineAsync(Event("MODIFIED", Json("a", 8, "second")));
        await fixture.Changes.ExpectAsync("+a@1", "-a@1", "+a@8");
    }

    [Fact]
    public async Task Each_namespace_has_a_watch_and_all_must_be_listed()
    {
        await using var fixture = new InformerFixture(options =>
        {
            options.Namespaces.Add("one");
            options.Namespaces.Add("two");
        });
        fixture.Start();
        var calls = new[] { await fixture.Api.NextAsync(), await fixture.Api.NextAsync() };
        Assert.Equal(["/api/v1/namespaces/one/configmaps?limit=500", "/api/v1/namespaces/two/configmaps?limit=500"], calls.Select(call => call.PathAndQuery).Order());
        var one = calls.Single(call => call.PathAndQuery.Contains("/one/", StringComparison.Ordinal));
        var two = calls.Single(call => call != one);
        one.Json(List(5, Json("a", 1, namespaceName: "one")));
        await fixture.Changes.ExpectAsync("+a@1");
        Assert.False(fixture.Informer.HasSynced);
        two.Json(List(6));
        await fixture.Informer.WaitForSyncAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(fixture.Informer.Find("one", "a"));
    }

    [Fact]
    public async Task Filter_and_transform_decide_what_is_kept()
    {
        await using var fixture = new InformerFixture(options =>
        {
            options.Filter = static (in ObjectHeader header) => !header.Name.StartsWith("skip"u8);
            options.Transform = static map => map.Data?["key"] == "drop" ? null : Without(map);
        });
        var watch = await fixture.StartAsync(5, Json("skip-1", 1), Json("a", 2), Json("b", 3, value: "drop"));
        await fixture.Changes.ExpectAsync("+a@2");
        Assert.Null(fixture.Informer.Find("apps", "a")!.Metadata.Labels);

        await watch.LineAsync(Event("ADDED", Json("skip-2", 6)));
        await watch.LineAsync(Event("MODIFIED", Json("a", 7, value: "drop")));
        await watch.LineAsync(Event("MODIFIED", Json("b", 8)));
        await fixture.Changes.ExpectAsync("-a@2", "+b@8");
        Assert.Equal(1, fixture.Informer.Count);

        static ConfigMap Without(ConfigMap map)
        {
            map.Metadata.Labels = null;
            return map;
        }
    }

    [Fact]
    public async Task An_object_that_cannot_be_read_is_neither_lost_nor_an_obstacle()
    {
        const string Broken = """{"kind":"ConfigMap","metadata":{"name":"a","namespace":"apps","uid":"uid-a","resourceVersion":"6"},"data":{"key":{"not":"text"}}}""";
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5, Json("a", 1));
        await watch.LineAsync(Event("MODIFIED", Broken));
        await watch.LineAsync(Event("ADDED", Json("b", 7)));
        await watch.LineAsync(Error(410, "Expired"));
        (await fixture.NextAfterPauseAsync("limit=500")).Json(List(9, Broken, Json("b", 7)));
        await fixture.Api.NextAsync("resourceVersion=9");
        await fixture.Changes.ExpectAsync("+a@1", "+b@7");
        fixture.Changes.ExpectNothing();
        Assert.NotNull(fixture.Informer.Find("apps", "a"));
    }

    [Fact]
    public async Task Runs_once_at_a_time_and_returns_when_cancelled()
    {
        await using var fixture = new InformerFixture();
        await fixture.StartAsync(5);
        await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.Informer.RunAsync(CancellationToken.None));
        await fixture.StopAsync();
    }
}
