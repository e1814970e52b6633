using Mendix.PrivateCloud.LocalCluster.Http;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Watching;

/// <summary>Carries changes from the log of a collection to one watcher.</summary>
internal sealed class WatchLoop(
    ObjectStore store,
    ObjectCollection collection,
    WatchStream stream,
    WatchSelection selection,
    WatchTimers timers)
{
    private const int BatchSize = 128;

    private readonly Change[] _batch = new Change[BatchSize];
    private long _sent;

    public async Task RunAsync(WatchStart start, WatchSignal signal, Func<bool> stillServed, CancellationToken cancellationToken)
    {
        _sent = start.InitialObjects ? ShowInitial(start) : start.Revision > 0 ? start.Revision : store.Revision;
        while (stillServed())
        {
            var (count, compacted, revision) = store.ChangesAfter(collection, _sent, _batch);
            if (compacted)
            {
                stream.Error(Failures.Expired(_sent, collection.CompactedRevision));
                await stream.FlushAsync(cancellationToken);
                return;
            }

            Show(count);
            if (count == BatchSize)
            {
                await stream.FlushAsync(cancellationToken);
                continue;
            }

            _sent = Math.Max(_sent, revision);
            var isOver = timers.IsOver;
            if ((timers.TakeBookmark() || isOver) && start.Bookmarks)
            {
                stream.Bookmark(_sent, endOfInitialEvents: false);
            }

            await stream.FlushAsync(cancellationToken);
            if (isOver)
            {
                return;
            }

            await signal.WaitAsync(cancellationToken);
        }
    }

    private long ShowInitial(WatchStart start)
    {
        var (objects, revision) = store.Snapshot(collection.Resource);
        foreach (var value in objects.Where(selection.Matches))
        {
            stream.Write(ChangeType.Added, value);
        }

        if (start.InitialEventsEnd)
        {
            stream.Bookmark(revision, endOfInitialEvents: true);
        }

        return revision;
    }

    private void Show(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var change = _batch[i];
            _sent = change.Revision;
            if (selection.See(change) is var (type, value))
            {
                stream.Write(type, value);
            }
        }

        Array.Clear(_batch, 0, count);
    }
}
