using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Tests.Reconciling;

public sealed class WorkQueueTests : IDisposable
{
    private readonly WorkQueue<string> _queue = new();

    public void Dispose() => _queue.Dispose();

    [Fact]
    public void A_key_waits_once_however_often_it_is_added()
    {
        _queue.Add("a");
        _queue.Add("b");
        _queue.Add("a");

        Assert.Equal(["a", "b"], _queue.TakeAll());
    }

    [Fact]
    public void A_key_in_process_is_not_handed_out_a_second_time()
    {
        _queue.Add("a");
        _queue.Take();
        _queue.Add("a");

        _queue.AssertNothingReady();
    }

    [Fact]
    public void A_key_added_while_in_process_runs_once_more()
    {
        _queue.Add("a");
        var item = _queue.Take();
        _queue.Add("a");
        _queue.Add("a");
        _queue.Done(item);

        Assert.Equal(["a"], _queue.TakeAll());
    }

    [Fact]
    public void Keys_are_compared_with_the_given_comparer()
    {
        using var queue = new WorkQueue<string>(comparer: StringComparer.OrdinalIgnoreCase);
        queue.Add("a");
        queue.Add("A");

        Assert.Equal(["a"], queue.TakeAll());
    }

    [Fact]
    public void A_change_goes_ahead_of_every_resync()
    {
        for (var i = 0; i < 10_000; i++)
        {
            _queue.Add($"resync-{i}", WorkPriority.Resync);
        }

        _queue.Add("change");

        Assert.Equal("change", _queue.Take().Key);
    }

    [Fact]
    public void A_waiting_resync_is_promoted_by_a_change_and_not_demoted_by_a_resync()
    {
        _queue.Add("a", WorkPriority.Resync);
        _queue.Add("b", WorkPriority.Resync);
        _queue.Add("c", WorkPriority.Resync);
        _queue.Add("b");
        _queue.Add("b", WorkPriority.Resync);

        var first = _queue.Take();
        Assert.Equal(("b", WorkPriority.Change), (first.Key, first.Priority));
        Assert.Equal(["a", "c"], _queue.TakeAll());
    }

    [Fact]
    public void A_key_added_with_both_priorities_while_in_process_comes_back_as_a_change()
    {
        _queue.Add("a", WorkPriority.Resync);
        var item = _queue.Take();
        _queue.Add("a");
        _queue.Add("a", WorkPriority.Resync);
        _queue.Done(item);

        Assert.Equal(WorkPriority.Change, _queue.Take().Priority);
    }

    [Fact]
    public void Changes_without_end_do_not_stop_the_resync()
    {
        _queue.Add("resync", WorkPriority.Resync);
        for (var taken = 0; taken <= WorkQueue<string>.ChangesPerResync; taken++)
        {
            _queue.Add($"change-{taken}");
            if (_queue.Take().Key == "resync")
            {
                Assert.Equal(WorkQueue<string>.ChangesPerResync, taken);
                return;
            }
        }

        Assert.Fail("The resync did not get its turn.");
    }

    [Fact]
    public void Failures_are_counted_until_a_success()
    {
        _queue.Add("a");
        for (var failures = 0; failures < 3; failures++)
        {
            var item = _queue.Take();
            Assert.Equal(failures, item.Failures);
            _queue.Failed(item, TimeSpan.FromHours(1));
            _queue.Add("a");
        }

        _queue.Done(_queue.Take());
        _queue.Add("a");

        Assert.Equal(0, _queue.Take().Failures);
    }

    [Fact]
    public void An_item_can_be_given_back_once_only()
    {
        _queue.Add("a");
        var item = _queue.Take();
        _queue.Done(item);
        _queue.Add("a");
        _queue.Take();

        Assert.Throws<InvalidOperationException>(() => _queue.Done(item));
        Assert.Throws<InvalidOperationException>(() => _queue.GetCancellationToken(item));
        Assert.Throws<InvalidOperationException>(() => _queue.Done(default));
    }

    [Fact]
    public void Counts_tell_where_the_keys_are()
    {
        _queue.Add("processed");
        _queue.Take();
        _queue.Add("change");
        _queue.Add("resync", WorkPriority.Resync);
        _queue.AddAfter("delayed", TimeSpan.FromHours(1));

        Assert.Equal(new WorkQueueCounts(Changes: 1, Resyncs: 1, Processing: 1, Delayed: 1), _queue.Counts);
    }
}
