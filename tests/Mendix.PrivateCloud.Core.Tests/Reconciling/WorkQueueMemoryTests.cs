using System.Runtime.CompilerServices;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Tests.Reconciling;

[Collection(nameof(MeasuredAlone))]
public sealed class WorkQueueMemoryTests
{
    [Fact]
    public void Add_get_and_done_allocate_nothing_in_steady_state()
    {
        using var queue = new WorkQueue<int>();
        Cycle(queue, rounds: 10);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Cycle(queue, rounds: 100);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Cycle(WorkQueue<int> queue, int rounds)
        {
            for (var round = 0; round < rounds; round++)
            {
                for (var key = 0; key < 1000; key++)
                {
                    queue.Add(key, WorkPriority.Resync);
                    queue.Add(key, WorkPriority.Change);
                }

                while (queue.TryGet(out var item))
                {
                    queue.Done(item);
                }
            }
        }
    }

    [Fact]
    public void Delays_and_retries_allocate_nothing_in_steady_state()
    {
        using var queue = new WorkQueue<int>();
        Cycle(queue, rounds: 10);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Cycle(queue, rounds: 100);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Cycle(WorkQueue<int> queue, int rounds)
        {
            for (var round = 0; round < rounds; round++)
            {
                for (var key = 0; key < 1000; key++)
                {
                    queue.Add(key);
                    queue.TryGet(out var item);
                    queue.Failed(item, TimeSpan.FromHours(1));
                    queue.AddAfter(key, TimeSpan.FromMinutes(30));
                }
            }
        }
    }

    [Fact]
    public void Retries_of_ten_thousand_keys_at_once_allocate_nothing_in_steady_state()
    {
        using var queue = new WorkQueue<int>();
        Cycle(queue);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Cycle(queue);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Cycle(WorkQueue<int> queue)
        {
            for (var key = 0; key < 10_000; key++)
            {
                queue.Add(key);
                queue.TryGet(out var item);
                queue.Failed(item, TimeSpan.FromHours(1));
            }

            for (var key = 0; key < 10_000; key++)
            {
                queue.Supersede(key);
                queue.TryGet(out var item);
                queue.Done(item);
            }
        }
    }

    [Fact]
    public void Waiting_allocates_nothing_in_steady_state()
    {
        using var queue = new WorkQueue<int>();
        using var cancellation = new CancellationTokenSource();
        Cycle(queue, cancellation.Token, rounds: 10);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Cycle(queue, cancellation.Token, rounds: 1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Cycle(WorkQueue<int> queue, CancellationToken cancellationToken, int rounds)
        {
            for (var round = 0; round < rounds; round++)
            {
                var get = queue.GetAsync(cancellationToken);
                queue.Add(round);
#pragma warning disable CA2012 // Completed: the add above served it.
                queue.Done(get.GetAwaiter().GetResult()!.Value);
#pragma warning restore CA2012
            }
        }
    }

    [Fact]
    public void Ten_thousand_keys_that_failed_and_are_gone_leave_nothing_behind()
    {
        using var queue = new WorkQueue<object>();
        var keys = Run(queue);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.Equal(default, queue.Counts);
        Assert.DoesNotContain(keys, key => key.IsAlive);

        // Not inlined, so that no local of this frame keeps a key alive.
        [MethodImpl(MethodImplOptions.NoInlining)]
        static List<WeakReference> Run(WorkQueue<object> queue)
        {
            List<WeakReference> keys = [];
            for (var i = 0; i < 10_000; i++)
            {
                var key = new object();
                keys.Add(new WeakReference(key));
                queue.Add(key);
                queue.Failed(queue.Take(), TimeSpan.FromHours(1));
            }

            keys.ForEach(key => queue.Supersede(key.Target!));
            queue.TakeAll();
            return keys;
        }
    }

    [Fact]
    public void Ten_thousand_keys_at_once_cost_little_memory_and_ten_thousand_others_none()
    {
        using var queue = new WorkQueue<int>();

        // By this thread and not by the heap, which others fill too. What is kept is at most what was allocated: pooled nodes and the table
        // of 10,000 keys.
        Assert.InRange(Cycle(queue, 0), 1, 3_000_000);
        for (var round = 1; round < 5; round++)
        {
            Assert.Equal(0, Cycle(queue, round));
        }

        static long Cycle(WorkQueue<int> queue, int round)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var key = 0; key < 10_000; key++)
            {
                queue.Add((round * 10_000) + key);
            }

            while (queue.TryGet(out var item))
            {
                queue.Done(item);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
