using System.Net;
using Mendix.PrivateCloud.Testing.Time;
using static Mendix.PrivateCloud.Kubernetes.Tests.Scripted.ConfigMaps;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Informers;

/// <summary>A server that has too much to do, and says when it wants to be asked again.</summary>
public sealed class InformerBusyServerTests
{
    [Fact]
    public async Task A_list_that_is_refused_is_asked_for_when_the_server_said()
    {
        await using var fixture = new InformerFixture();
        fixture.Start();
        (await fixture.Api.NextAsync("limit=500")).Status(HttpStatusCode.TooManyRequests, "TooManyRequests", retryAfter: "45");
        await PassAsync(fixture, TimeSpan.FromSeconds(45));
        (await fixture.Api.NextAsync("limit=500")).Json(List(5, Json("a", 1)));
        await fixture.Changes.ExpectAsync("+a@1");
    }

    [Fact]
    public async Task A_watch_that_is_refused_is_asked_for_when_the_server_said_and_never_turned_into_a_list()
    {
        await using var fixture = new InformerFixture();
        fixture.Start();
        (await fixture.Api.NextAsync("limit=500")).Json(List(5));
        for (var round = 0; round < 12; round++)
        {
            (await fixture.Api.NextAsync("resourceVersion=5&")).Status(HttpStatusCode.TooManyRequests, "TooManyRequests", retryAfter: "45");
            await PassAsync(fixture, TimeSpan.FromSeconds(45));
        }

        var watch = (await fixture.Api.NextAsync("resourceVersion=5&")).Stream();
        await watch.LineAsync(Event("ADDED", Json("a", 6)));
        await fixture.Changes.ExpectAsync("+a@6");
    }

    [Fact]
    public async Task A_wish_for_a_day_of_peace_is_not_granted()
    {
        await using var fixture = new InformerFixture();
        fixture.Start();
        (await fixture.Api.NextAsync("limit=500")).Status(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable", retryAfter: "86400");
        await PassAsync(fixture, TimeSpan.FromMinutes(5));
        await fixture.Api.NextAsync("limit=500");
    }

    private static async Task PassAsync(InformerFixture fixture, TimeSpan pause)
    {
        await Eventually.TrueAsync(
            () => fixture.Time.ArmedTimers == 1 && fixture.Time.UntilNextTimer == pause, $"a pause of {pause}", TestContext.Current.CancellationToken);
        fixture.Time.Advance(pause);
    }
}
