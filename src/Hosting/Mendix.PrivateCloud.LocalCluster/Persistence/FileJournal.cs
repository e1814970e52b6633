using Mendix.PrivateCloud.LocalCluster.Storage;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.LocalCluster.Persistence;

/// <summary>
/// An append-only file of changes. Each is handed to the operating system before it takes effect, so a killed process loses nothing
/// that it acknowledged. The file is rewritten to what it amounts to at each start, and whenever most of it is history.
/// </summary>
internal sealed class FileJournal(DataFolder folder, ILogger logger) : IChangeJournal, IDisposable
{
    private const long SmallEnough = 64 * 1024 * 1024;
    private const int HistoryFactor = 4;

    private ObjectStore? _store;
    private FileStream? _file;
    private long _rewriteAt;

    /// <summary>Brings the objects back into an empty store, and from then on records what happens to them.</summary>
    public void Restore(ObjectStore store)
    {
        _store = store;
        if (File.Exists(folder.Journal))
        {
            var unread = JournalReader.Restore(File.ReadAllBytes(folder.Journal), store);
            if (unread > 0)
            {
                Log.JournalTailDropped(logger, unread, folder.Journal);
            }
        }

        store.CompactAll();
        Rewrite();
    }

    public void Append(Change change)
    {
        if (_file!.Length > _rewriteAt)
        {
            Rewrite();
        }

        var length = _file!.Length;
        try
        {
            _file.Write(JournalRecord.Write(change));
        }
        catch (IOException)
        {
            // Half a line would make all later ones unreadable.
            _file.SetLength(length);
            _file.Position = length;
            throw;
        }
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>The new file takes the old one's name only when it is whole and on disk.</summary>
    private void Rewrite()
    {
        var (collections, revision) = _store!.SnapshotAll();
        var next = new FileStream(folder.NextJournal, DataFolder.Options(FileMode.Create, FileShare.Read | FileShare.Delete));
        var buffer = new BufferedStream(next, 1 << 16);
        foreach (var (resource, objects) in collections)
        {
            foreach (var value in objects)
            {
                buffer.Write(JournalRecord.Write(new Change(ChangeType.Added, resource, value, null)));
            }
        }

        buffer.Write(JournalRecord.Write(revision));
        buffer.Flush();
        next.Flush(flushToDisk: true);
        File.Move(folder.NextJournal, folder.Journal, overwrite: true);
        _file?.Dispose();
        _file = next;
        _rewriteAt = Math.Max(SmallEnough, next.Length * HistoryFactor);
    }
}
