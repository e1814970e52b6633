using System.Net;
using Mendix.PrivateCloud.Kubernetes.Tests.Informers;
using static Mendix.PrivateCloud.Kubernetes.Tests.Scripted.ConfigMaps;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Issues;

/// <summary>
/// dotnet/dotnet-operator-sdk #763: where a kind had no objects for an hour, its watch ended without ever having told anything. That was
/// taken for a known and harmless error, the watcher stopped, and the object that came later was never heard of. Nothing to tell is no
/// reason to stop: we watch a kind that has no objects as long as any other.
/// </summary>
public sealed class DotnetOperatorSdk763
{
    [Fact]
    public async Task The_first_object_is_heard_of_after_hours_without_any()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5);
        for (var round = 0; round < 20; round++)
        {
            await watch.ConsumedAsync();
            fixture.Time.Advance(TimeSpan.FromSeconds(110));
            await watch.EndAsync();
            watch = (await fixture.Api.NextAsync("resourceVersion=5&")).Stream();
        }

        await watch.LineAsync(Error(410, "Expired"));
        (await fixture.NextAfterPauseAsync("limit=500")).Json(List(9000));
        (await fixture.Api.NextAsync("resourceVersion=9000&")).Status(HttpStatusCode.InternalServerError, "InternalError");
        watch = (await fixture.NextAfterPauseAsync("resourceVersion=9000&")).Stream();
        await watch.LineAsync(Event("ADDED", Json("first", 9001)));

        await fixture.Changes.ExpectAsync("+first@9001");
        Assert.Null(fixture.Informer.Failure);
    }
}
