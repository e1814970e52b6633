using System.Buffers.Binary;

namespace Mendix.PrivateCloud.ImageBuild.Packages;

/// <summary>The checksum of zip archives (polynomial 0xEDB88320), eight bytes at a time. The framework reads it and does not verify it.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int Slices = 8;

    private static readonly uint[] Table = MakeTable();

    /// <param name="checksum">Of what came before; 0 at the beginning.</param>
    /// <param name="bytes">What comes now.</param>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var table = Table;
        var crc = ~checksum;
        while (bytes.Length >= Slices)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = table[(7 << 8) + (byte)low] ^ table[(6 << 8) + (byte)(low >> 8)] ^ table[(5 << 8) + (byte)(low >> 16)] ^ table[(4 << 8) + (low >> 24)]
                ^ table[(3 << 8) + (byte)high] ^ table[(2 << 8) + (byte)(high >> 8)] ^ table[(1 << 8) + (byte)(high >> 16)] ^ table[high >> 24];
            bytes = bytes[Slices..];
        }

        foreach (var value in bytes)
        {
            crc = table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[Slices << 8];
        for (var value = 0u; value < 256; value++)
        {
            var crc = value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * Polynomial);
            }

            table[value] = crc;
        }

        for (var at = 256; at < table.Length; at++)
        {
            table[at] = table[(byte)table[at - 256]] ^ (table[at - 256] >> 8);
        }

        return table;
    }
}
