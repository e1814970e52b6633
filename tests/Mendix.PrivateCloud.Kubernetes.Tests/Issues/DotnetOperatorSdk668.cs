using System.Net;
using Mendix.PrivateCloud.Kubernetes.Tests.Informers;
using static Mendix.PrivateCloud.Kubernetes.Tests.Scripted.ConfigMaps;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Issues;

/// <summary>
/// dotnet/dotnet-operator-sdk #668. The thread itself could not be read; this is our reading of it, from its neighbours #675 to #677: a
/// connection that is reset by its peer at an unlucky moment leaves a watcher that never comes back, or one that never hears of what was
/// deleted meanwhile. We come back from a reset at every stage, and a deletion that nobody reported is found by comparing.
/// </summary>
public sealed class DotnetOperatorSdk668
{
    [Fact]
    public async Task A_reset_at_any_stage_is_followed_by_a_watch_and_no_deletion_is_missed()
    {
        await using var fixture = new InformerFixture(options => options.PageSize = 1);
        fixture.Start();
        (await fixture.NextAfterPauseAsync("limit=1")).Fail(Reset());
        (await fixture.NextAfterPauseAsync("limit=1")).Json(ListPage(5, "next", Json("a", 1)));
        (await fixture.Api.NextAsync("continue=next")).Fail(Reset());
        (await fixture.NextAfterPauseAsync("limit=1")).Json(ListPage(5, "next", Json("a", 1)));
        (await fixture.Api.NextAsync("continue=next")).Json(ListPage(5, "", Json("b", 2)));
        (await fixture.Api.NextAsync("watch=true")).Fail(Reset());
        var unheard = (await fixture.NextAfterPauseAsync("watch=true")).Stream();
        await unheard.ReadingAsync();
        await unheard.BreakAsync(Reset());
        var cut = (await fixture.NextAfterPauseAsync("watch=true")).Stream();
        await cut.BytesAsync("""{"type":"MODIF"""u8.ToArray());
        await cut.ConsumedAsync();
        await cut.BreakAsync(Reset());
        await fixture.Changes.ExpectAsync("+a@1", "+b@2");

        // Both were deleted while nobody watched, and one was made anew; the server has forgotten how.
        (await fixture.NextAfterPauseAsync("watch=true")).Status(HttpStatusCode.Gone, "Expired");
        (await fixture.NextAfterPauseAsync("limit=1")).Json(ListPage(90, "", Json("b", 80, "uid-b2")));

        await fixture.Api.NextAsync("resourceVersion=90");
        await fixture.Changes.ExpectAsync("-b@2", "+b@80", "-a@1");
        fixture.Changes.ExpectNothing();
    }

    private static IOException Reset() => new("The connection was reset by its peer.");
}
