using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Persistence;

/// <summary>Brings a journal's changes into a store.</summary>
internal static class JournalReader
{
    /// <summary>
    /// Stops at the first line that is not whole: a process that was killed can leave half a line at the end, which nobody was told of.
    /// Returns how many bytes it left unread.
    /// </summary>
    public static int Restore(ReadOnlySpan<byte> journal, ObjectStore store)
    {
        while (journal.IndexOf((byte)'\n') is >= 0 and var end && JournalRecord.Read(journal[..end]) is { } record)
        {
            store.Restore(record);
            journal = journal[(end + 1)..];
        }

        return journal.Length;
    }
}
