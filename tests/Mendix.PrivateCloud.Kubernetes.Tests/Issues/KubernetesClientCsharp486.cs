using Mendix.PrivateCloud.Kubernetes.Tests.Informers;
using static Mendix.PrivateCloud.Kubernetes.Tests.Scripted.ConfigMaps;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Issues;

/// <summary>
/// kubernetes-client/csharp #486: a server ends each watch after half an hour, and everybody had to write the loop that opens it again.
/// An informer does so by itself, from where it was: no list in between, nothing missed and nothing told twice.
/// </summary>
public sealed class KubernetesClientCsharp486
{
    [Fact]
    public async Task A_watch_that_the_server_ends_every_half_hour_goes_on_for_days()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(100, Json("a", 100));
        await fixture.Changes.ExpectAsync("+a@100");
        for (var version = 101; version <= 196; version++)
        {
            await watch.LineAsync(Event("MODIFIED", Json("a", version)));
            await fixture.Changes.ExpectAsync($"~a@{version - 1}>{version}");
            // Less than the silence that would count as death, but long enough for a connection that worked.
            fixture.Time.Advance(TimeSpan.FromSeconds(100));
            await watch.EndAsync();
            watch = (await fixture.Api.NextAsync($"watch=true&allowWatchBookmarks=true&resourceVersion={version}&")).Stream();
        }

        fixture.Changes.ExpectNothing();
    }
}
