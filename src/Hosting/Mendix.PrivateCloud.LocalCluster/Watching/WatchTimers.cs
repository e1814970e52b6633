namespace Mendix.PrivateCloud.LocalCluster.Watching;

/// <summary>When a watch has something to say although nothing changed.</summary>
/// <remarks>
/// What the timers say is what counts. By the clock the end may not quite have come when its timer wakes the watch, and there is no second
/// one: the watch would go on until something else woke it.
/// </remarks>
internal sealed class WatchTimers : IAsyncDisposable
{
    private readonly ITimer _limit;
    private readonly ITimer _bookmarks;
    private volatile bool _isOver;
    private int _isBookmarkDue;

    /// <param name="time">The clock.</param>
    /// <param name="limit">How long the watch lasts.</param>
    /// <param name="bookmarkInterval">How often its client wants to know how far it is.</param>
    /// <param name="wake">Called each time.</param>
    public WatchTimers(TimeProvider time, TimeSpan limit, TimeSpan bookmarkInterval, Action wake)
    {
        _limit = time.CreateTimer(_ => { _isOver = true; wake(); }, null, limit, Timeout.InfiniteTimeSpan);
        _bookmarks = time.CreateTimer(_ => { Volatile.Write(ref _isBookmarkDue, 1); wake(); }, null, bookmarkInterval, bookmarkInterval);
    }

    /// <summary>Whether the watch has lasted as long as it may.</summary>
    public bool IsOver => _isOver;

    /// <summary>Whether a bookmark is due; once for each.</summary>
    public bool TakeBookmark() => Interlocked.Exchange(ref _isBookmarkDue, 0) == 1;

    public async ValueTask DisposeAsync()
    {
        await _limit.DisposeAsync();
        await _bookmarks.DisposeAsync();
    }
}
