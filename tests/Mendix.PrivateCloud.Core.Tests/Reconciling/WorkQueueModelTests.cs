using Mendix.PrivateCloud.Reconciling;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Tests.Reconciling;

/// <summary>Random histories, each compared step by step with <see cref="QueueModel"/>.</summary>
public sealed class WorkQueueModelTests
{
    private const int Keys = 12;
    private const int Steps = 3000;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_queue_does_what_the_model_does(int seed)
    {
        var random = new Random(seed);
        var clock = new VirtualTimeProvider();
        using var queue = new WorkQueue<int>(clock);
        var model = new QueueModel();
        List<WorkItem<int>> held = [];

        for (var step = 0; step < Steps; step++)
        {
            var key = random.Next(Keys);
            var priority = (WorkPriority)random.Next(2);
            switch (random.Next(10))
            {
                case 0 or 1:
                    queue.Add(key, priority);
                    model.Add(key, priority);
                    break;
                case 2:
                    var delay = model.UniqueDelay(random);
                    queue.AddAfter(key, TimeSpan.FromMilliseconds(delay), priority);
                    model.AddAfter(key, delay, priority);
                    break;
                case 3:
                    queue.Supersede(key);
                    model.Supersede(key);
                    break;
                case 4 or 5 or 6:
                    Take();
                    break;
                case 7 or 8 when held.Count > 0:
                    var item = held[random.Next(held.Count)];
                    held.Remove(item);
                    GiveBack(item);
                    break;
                default:
                    var time = random.Next(1, 40);
                    clock.Advance(TimeSpan.FromMilliseconds(time));
                    model.Advance(time);
                    break;
            }

            Assert.Equal(model.Counts, queue.Counts);
        }

        // Nothing is forgotten: after the last time has come every key that is owed a run gets it.
        held.ForEach(GiveBack);
        clock.Advance(TimeSpan.FromDays(1));
        model.Advance((int)TimeSpan.FromDays(1).TotalMilliseconds);
        held.Clear();
        while (model.Counts.Ready > 0)
        {
            Take();
        }

        Assert.Equal(model.Counts, queue.Counts);

        void Take()
        {
            var expected = model.TryGet();
            if (!queue.TryGet(out var item))
            {
                Assert.Null(expected);
                return;
            }

            Assert.DoesNotContain(held, other => other.Key == item.Key);
            Assert.Equal(expected, (item.Key, item.Priority, item.Failures));
            held.Add(item);
        }

        void GiveBack(WorkItem<int> item)
        {
            var again = model.UniqueDelay(random);
            var pause = model.UniqueDelay(random);
            var token = queue.GetCancellationToken(item);
            Assert.Equal(model.IsSuperseded(item.Key), token.IsCancellationRequested);
            var (kind, isSuperseded) = random.Next(3) switch
            {
                0 => (GiveBackKind.Done, queue.Done(item)),
                1 => (GiveBackKind.Again, queue.DoneAndAgainAfter(item, TimeSpan.FromMilliseconds(again))),
                _ => (GiveBackKind.Failed, queue.Failed(item, TimeSpan.FromMilliseconds(again), TimeSpan.FromMilliseconds(pause))),
            };
            Assert.Equal(model.GiveBack(item.Key, kind, again, pause), isSuperseded);
        }
    }
}
