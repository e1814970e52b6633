using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Persistence;

/// <summary>
/// One change as one line: checksum, sign, revision, resource, and the object's JSON, which never holds a line break.
/// The sign is <c>+</c> for an object's new state, <c>-</c> for its end, <c>=</c> for the revision alone.
/// </summary>
internal static class JournalRecord
{
    private const int ChecksumLength = 8;

    public static byte[] Write(Change change) => Write(
        change.Type == ChangeType.Deleted ? '-' : '+',
        change.Revision,
        $"{change.Resource.Group}/{change.Resource.Resource}",
        change.Object.Json);

    public static byte[] Write(long revision) => Write('=', revision, "/", []);

    /// <summary>Reads a line without its line break; null when it is not what was once written.</summary>
    public static RestoredChange? Read(ReadOnlySpan<byte> line)
    {
        if (line.Length < ChecksumLength
            || !uint.TryParse(line[..ChecksumLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var checksum)
            || checksum != Checksum(line[ChecksumLength..]))
        {
            return null;
        }

        var rest = line[(ChecksumLength + 1)..];
        var sign = Take(ref rest)[0];
        var revision = long.Parse(Take(ref rest), CultureInfo.InvariantCulture);
        var resource = Encoding.UTF8.GetString(Take(ref rest));
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        return new RestoredChange(
            revision,
            new GroupResource(resource[..slash], resource[(slash + 1)..]),
            rest.IsEmpty ? null : StoredObject.FromBytes(rest.ToArray(), revision),
            Deleted: sign == (byte)'-');
    }

    private static byte[] Write(char sign, long revision, string resource, ReadOnlySpan<byte> json)
    {
        var head = Encoding.UTF8.GetBytes($" {sign} {revision} {resource} ");
        var line = new byte[ChecksumLength + head.Length + json.Length + 1];
        head.CopyTo(line, ChecksumLength);
        json.CopyTo(line.AsSpan(ChecksumLength + head.Length));
        line[^1] = (byte)'\n';
        Utf8Formatter.TryFormat(Checksum(line.AsSpan()[ChecksumLength..^1]), line, out _, new('x', ChecksumLength));
        return line;
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest)
    {
        var space = rest.IndexOf((byte)' ');
        var word = rest[..space];
        rest = rest[(space + 1)..];
        return word;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var checksum = 0u;
        while (bytes.Length >= sizeof(ulong))
        {
            checksum = BitOperations.Crc32C(checksum, BitConverter.ToUInt64(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var value in bytes)
        {
            checksum = BitOperations.Crc32C(checksum, value);
        }

        return checksum;
    }
}
