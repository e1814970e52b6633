using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Tests.Reconciling;

/// <summary>Real threads against one queue: what the model test shows step by step must hold under races too.</summary>
public sealed class WorkQueueThreadsTests
{
    private const int Keys = 50;
    private const int AddsPerThread = 20_000;
    private const int Cancellations = 2_000;

    [Fact]
    public async Task No_key_runs_twice_at_once_and_every_change_is_seen_by_a_later_run()
    {
        using var queue = new WorkQueue<int>();
        var desired = new int[Keys];
        var seen = new int[Keys];
        var inside = new int[Keys];
        var overlaps = 0;

        var workers = Enumerable.Range(0, 4).Select(_ => Task.Run(WorkAsync)).ToArray();
        var adders = Enumerable.Range(0, 3).Select(seed => Task.Run(() => Add(seed))).ToArray();
        await Task.WhenAll(adders);
        queue.Shutdown(drain: true);
        await Task.WhenAll(workers);

        Assert.Equal(0, overlaps);
        Assert.Equal(desired, seen);

        void Add(int seed)
        {
            var random = new Random(seed);
            for (var i = 0; i < AddsPerThread; i++)
            {
                var key = random.Next(Keys);
                Interlocked.Increment(ref desired[key]);
                switch (random.Next(10))
                {
                    case 0:
                        queue.Supersede(key);
                        break;
                    default:
                        queue.Add(key, (WorkPriority)random.Next(2));
                        break;
                }
            }
        }

        async Task WorkAsync()
        {
            var random = new Random();
            while (await queue.GetAsync() is { } item)
            {
                if (Interlocked.Exchange(ref inside[item.Key], 1) != 0)
                {
                    Interlocked.Increment(ref overlaps);
                }

                Volatile.Write(ref seen[item.Key], Volatile.Read(ref desired[item.Key]));
                if (random.Next(4) == 0)
                {
                    await Task.Yield();
                }

                Volatile.Write(ref inside[item.Key], 0);
                queue.Done(item);
            }
        }
    }

    [Fact]
    public async Task Getters_that_are_cancelled_while_keys_arrive_lose_none()
    {
        using var queue = new WorkQueue<int>();
        var taken = 0;
        var getter = Task.Run(async () =>
        {
            while (taken < Cancellations)
            {
                using var cancellation = new CancellationTokenSource();
                var get = queue.GetAsync(cancellation.Token);
                _ = Task.Run(cancellation.Cancel);
                try
                {
                    queue.Done((await get)!.Value);
                    taken++;
                }
                catch (OperationCanceledException)
                {
                    // Cancelled first; the key stays in the queue.
                }
            }
        });

        for (var key = 0; key < Cancellations; key++)
        {
            queue.Add(key);
            while (queue.Counts.Ready > 0)
            {
                // So that the next get has to wait, and is cancelled in the middle of it.
                await Task.Yield();
            }
        }

        await getter.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(default, queue.Counts);
    }
}
