using System.Buffers.Binary;

namespace Mendix.PrivateCloud.ImageBuild.Packages;

/// <summary>
/// How large the list of files at the end of a zip archive is. Reading it takes memory, and a hostile archive can be nothing but list.
/// </summary>
internal static class ZipDirectory
{
    private const uint EndSignature = 0x06054b50;
    private const uint Zip64LocatorSignature = 0x07064b50;
    private const uint Zip64EndSignature = 0x06064b50;
    private const int EndLength = 22;
    private const int LocatorLength = 20;
    private const int Zip64EndLength = 56;
    private const int LongestComment = ushort.MaxValue;

    /// <returns>Bytes from the list's beginning to its end; null when this is no zip archive.</returns>
    public static long? SizeOf(FileStream archive)
    {
        var tail = new byte[(int)Math.Min(archive.Length, EndLength + LongestComment)];
        Read(archive, archive.Length - tail.Length, tail);
        for (var at = tail.Length - EndLength; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) == EndSignature)
            {
                var position = archive.Length - tail.Length + at;
                long start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16));
                var size = position - (start == uint.MaxValue ? Zip64Start(archive, position) : start);
                return size is >= 0 ? size : null;
            }
        }

        return null;
    }

    private static long? Zip64Start(FileStream archive, long end)
    {
        Span<byte> locator = stackalloc byte[LocatorLength];
        if (end < LocatorLength || !TryRead(archive, end - LocatorLength, locator, Zip64LocatorSignature))
        {
            return null;
        }

        Span<byte> record = stackalloc byte[Zip64EndLength];
        var position = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        return position >= 0 && position <= archive.Length - Zip64EndLength && TryRead(archive, position, record, Zip64EndSignature)
            && BinaryPrimitives.ReadInt64LittleEndian(record[48..]) is >= 0 and var start
            ? start
            : null;
    }

    private static bool TryRead(FileStream archive, long position, Span<byte> buffer, uint signature)
    {
        Read(archive, position, buffer);
        return BinaryPrimitives.ReadUInt32LittleEndian(buffer) == signature;
    }

    private static void Read(FileStream archive, long position, Span<byte> buffer)
    {
        archive.Position = position;
        archive.ReadExactly(buffer);
    }
}
