using Mendix.PrivateCloud.Kubernetes.Resources;
using static Mendix.PrivateCloud.Kubernetes.Tests.Scripted.ConfigMaps;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Informers;

public sealed class ResourceIndexTests
{
    [Fact]
    public async Task An_index_follows_each_change()
    {
        await using var fixture = new InformerFixture();
        var byApp = fixture.Informer.AddIndex(IndexKeys.Label<ConfigMap>("app"));
        var watch = await fixture.StartAsync(5, Json("a", 1, value: "red"), Json("b", 2, value: "red"), Json("c", 3, value: "blue"));
        await fixture.Informer.WaitForSyncAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["a", "b"], Names(byApp.Find("red")));
        Assert.Equal(1, byApp.CountOf("blue"));
        Assert.Empty(byApp.Find("green"));

        await watch.LineAsync(Event("MODIFIED", Json("a", 6, value: "blue")));
        await watch.LineAsync(Event("DELETED", Json("b", 7)));
        await fixture.Changes.ExpectAsync("+a@1", "+b@2", "+c@3", "~a@1>6", "-b@2");
        Assert.Empty(byApp.Find("red"));
        Assert.Equal(0, byApp.CountOf("red"));
        Assert.Equal(["a", "c"], Names(byApp.Find("blue")));
        Assert.Same(fixture.Informer.Find("apps", "a"), byApp.Find("blue").Single(map => map.Metadata.Name == "a"));
    }

    [Fact]
    public async Task An_index_made_later_holds_what_is_there()
    {
        await using var fixture = new InformerFixture();
        await fixture.StartAsync(5, Json("a", 1), Json("b", 2));
        await fixture.Informer.WaitForSyncAsync(TestContext.Current.CancellationToken);
        var byEverything = fixture.Informer.AddIndex(map => ["all", map.Metadata.Name!, map.Metadata.Name!]);
        Assert.Equal(2, byEverything.CountOf("all"));
        Assert.Equal(["b"], Names(byEverything.Find("b")));
    }

    [Fact]
    public void Owners_are_found_by_uid()
    {
        var map = new ConfigMap { Metadata = new ObjectMeta { OwnerReferences = [new OwnerReference { Uid = "1" }, new OwnerReference { Uid = "2" }] } };
        Assert.Equal(["1", "2"], IndexKeys.OwnerUids(map));
        Assert.Empty(IndexKeys.OwnerUids(new ConfigMap()));
    }

    private static IEnumerable<string> Names(IEnumerable<ConfigMap> maps) => maps.Select(map => map.Metadata.Name!).Order(StringComparer.Ordinal);
}
