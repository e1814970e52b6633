using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Tests.Reconciling;

internal static class QueueTestExtensions
{
    internal static WorkItem<TKey> Take<TKey>(this WorkQueue<TKey> queue)
        where TKey : notnull
    {
        Assert.True(queue.TryGet(out var item), "No key is ready.");
        return item;
    }

    internal static void AssertNothingReady<TKey>(this WorkQueue<TKey> queue)
        where TKey : notnull =>
        Assert.False(queue.TryGet(out var item), $"Key {item.Key} is ready.");

    /// <summary>Takes and gives back everything that is ready.</summary>
    internal static List<TKey> TakeAll<TKey>(this WorkQueue<TKey> queue)
        where TKey : notnull
    {
        List<TKey> keys = [];
        while (queue.TryGet(out var item))
        {
            keys.Add(item.Key);
            queue.Done(item);
        }

        return keys;
    }
}
