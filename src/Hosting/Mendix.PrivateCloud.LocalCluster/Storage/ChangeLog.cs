namespace Mendix.PrivateCloud.LocalCluster.Storage;

/// <summary>The latest changes of one collection. What falls out of it is compacted: nobody can watch or list from there any more.</summary>
internal sealed class ChangeLog(int capacity, long startRevision)
{
    private Change[] _ring = [];
    private int _oldest;
    private int _count;

    /// <summary>Every change after this revision is still here.</summary>
    public long CompactedRevision { get; private set; } = startRevision;

    public void Append(Change change)
    {
        if (_count == capacity)
        {
            CompactedRevision = _ring[_oldest].Revision;
            _ring[_oldest] = change;
            _oldest = (_oldest + 1) % capacity;
            return;
        }

        if (_count == _ring.Length)
        {
            Array.Resize(ref _ring, Math.Min(capacity, Math.Max(16, _count * 2)));
        }

        _ring[_count++] = change;
    }

    public void Compact(long revision)
    {
        (_ring, _oldest, _count) = ([], 0, 0);
        CompactedRevision = revision;
    }

    /// <summary>Copies changes after <paramref name="revision"/>, oldest first, and says how many.</summary>
    public int CopyAfter(long revision, Span<Change> destination)
    {
        var first = FirstAfter(revision);
        var copied = Math.Min(destination.Length, _count - first);
        for (var i = 0; i < copied; i++)
        {
            destination[i] = this[first + i];
        }

        return copied;
    }

    /// <summary>Changes after <paramref name="revision"/>, newest first: the order in which to undo them.</summary>
    public IEnumerable<Change> BackTo(long revision)
    {
        for (var i = _count - 1; i >= 0 && this[i].Revision > revision; i--)
        {
            yield return this[i];
        }
    }

    private Change this[int index] => _ring[(_oldest + index) % _ring.Length];

    private int FirstAfter(long revision)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = this[middle].Revision > revision ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
