using Mendix.PrivateCloud.Reconciling;
using Mendix.PrivateCloud.Testing.Time;
using Mendix.PrivateCloud.Tests.Reconciling;

namespace Mendix.PrivateCloud.Tests.Issues;

/// <summary>
/// kubernetes-sigs/controller-runtime #3496. The thread itself could not be read; this is our reading of it, from its neighbours about the
/// priority queue (#2374, #3157, #3363): a key that was asked for with low priority or for later keeps that when it is asked for urgently,
/// and its change waits behind thousands of resyncs or for its timer. With us the urgent wish counts, once, and the later one stays.
/// </summary>
public sealed class ControllerRuntime3496
{
    [Fact]
    public void An_urgent_wish_is_not_held_back_by_an_earlier_one_that_was_not()
    {
        var clock = new VirtualTimeProvider();
        using var queue = new WorkQueue<string>(clock);
        for (var number = 0; number < 1000; number++)
        {
            queue.Add($"resync-{number}", WorkPriority.Resync);
        }

        queue.Add("waiting", WorkPriority.Resync);
        queue.AddAfter("later", TimeSpan.FromSeconds(10), WorkPriority.Resync);

        queue.Add("later", WorkPriority.Change);
        queue.Add("waiting", WorkPriority.Change);

        Assert.Equal(["later", "waiting", "resync-0"], queue.TakeAll()[..3]);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["later"], queue.TakeAll());
    }

    [Fact]
    public void A_wish_for_later_does_not_lower_an_urgent_one_that_waits_or_runs()
    {
        using var queue = new WorkQueue<string>(new VirtualTimeProvider());
        queue.Add("other", WorkPriority.Resync);
        queue.Add("a");
        queue.AddAfter("a", TimeSpan.FromHours(1), WorkPriority.Resync);
        var item = queue.Take();
        Assert.Equal("a", item.Key);
        queue.Add("a");
        queue.Add("a", WorkPriority.Resync);
        queue.AddAfter("a", TimeSpan.FromHours(1), WorkPriority.Resync);
        queue.Done(item);

        Assert.Equal(["a", "other"], queue.TakeAll());
    }
}
