using static Mendix.PrivateCloud.Kubernetes.Tests.Scripted.ConfigMaps;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Informers;

/// <summary>Events in another order than that in which things happened, of which the versions tell.</summary>
public sealed class InformerOrderTests
{
    [Fact]
    public async Task An_object_that_is_heard_of_late_is_news_nevertheless()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5, Json("b", 5));
        await watch.LineAsync(Event("MODIFIED", Json("b", 8)));
        await watch.LineAsync(Event("ADDED", Json("a", 7)));
        await fixture.Changes.ExpectAsync("+b@5", "~b@5>8", "+a@7");
    }

    [Fact]
    public async Task What_is_gone_does_not_come_back_by_what_is_heard_of_it_late()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5, Json("a", 4));
        await watch.LineAsync(Event("DELETED", Json("a", 9)));
        await watch.LineAsync(Event("MODIFIED", Json("a", 7)));
        // One that came and went, heard of the wrong way round.
        await watch.LineAsync(Event("DELETED", Json("b", 11)));
        await watch.LineAsync(Event("ADDED", Json("b", 10)));
        await watch.LineAsync(Event("ADDED", Json("c", 12)));
        await fixture.Changes.ExpectAsync("+a@4", "-a@4", "+c@12");
    }

    [Fact]
    public async Task A_predecessor_of_the_same_name_does_not_replace_its_successor()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5, Json("a", 4, "first"));
        await watch.LineAsync(Event("ADDED", Json("a", 9, "second")));
        await watch.LineAsync(Event("MODIFIED", Json("a", 6, "first")));
        await watch.LineAsync(Event("DELETED", Json("a", 7, "first")));
        await watch.LineAsync(Event("MODIFIED", Json("a", 10, "second")));
        await fixture.Changes.ExpectAsync("+a@4", "-a@4", "+a@9", "~a@9>10");
    }

    [Fact]
    public async Task An_object_that_the_selector_lost_and_found_again_is_there()
    {
        await using var fixture = new InformerFixture();
        var watch = await fixture.StartAsync(5, Json("a", 4));
        await watch.LineAsync(Event("DELETED", Json("a", 7)));
        await watch.LineAsync(Event("ADDED", Json("a", 9)));
        // Repeated from before it was found again.
        await watch.LineAsync(Event("DELETED", Json("a", 7)));
        await watch.LineAsync(Event("MODIFIED", Json("a", 10)));
        await fixture.Changes.ExpectAsync("+a@4", "-a@4", "+a@9", "~a@9>10");
    }
}
