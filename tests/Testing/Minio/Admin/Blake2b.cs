using System.Buffers.Binary;
using System.Numerics;

namespace Mendix.PrivateCloud.Testing.Minio.Admin;

/// <summary>BLAKE2b without key (RFC 7693), which Argon2 is made of and .NET does not have.</summary>
internal static class Blake2b
{
    private const int BlockBytes = 128;

    private static readonly ulong[] Start =
    [
        0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1,
        0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179,
    ];

    private static readonly byte[][] Order =
    [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
        [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
        [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
        [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
        [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
        [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
        [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
        [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
        [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
    ];

    /// <summary>The hash of a text, 1 to 64 bytes long.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> data, int length)
    {
        var state = (ulong[])Start.Clone();
        state[0] ^= 0x01010000UL ^ (ulong)length;
        var done = 0UL;
        Span<byte> block = stackalloc byte[BlockBytes];
        do
        {
            var part = data[..Math.Min(data.Length, BlockBytes)];
            data = data[part.Length..];
            done += (ulong)part.Length;
            block.Clear();
            part.CopyTo(block);
            Compress(state, block, done, data.IsEmpty);
        }
        while (!data.IsEmpty);

        var result = new byte[64];
        for (var i = 0; i < 8; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(result.AsSpan(8 * i), state[i]);
        }

        return result[..length];
    }

    private static void Compress(ulong[] state, ReadOnlySpan<byte> block, ulong done, bool isLast)
    {
        Span<ulong> m = stackalloc ulong[16];
        for (var i = 0; i < 16; i++)
        {
            m[i] = BinaryPrimitives.ReadUInt64LittleEndian(block[(8 * i)..]);
        }

        Span<ulong> v = [.. state, .. Start];
        v[12] ^= done;
        v[14] ^= isLast ? ulong.MaxValue : 0;
        for (var round = 0; round < 12; round++)
        {
            var order = Order[round % 10];
            for (var i = 0; i < 8; i++)
            {
                // Four columns, then four diagonals.
                var (a, shift) = (i % 4, i / 4);
                var (b, c, d) = (4 + ((a + shift) % 4), 8 + ((a + (2 * shift)) % 4), 12 + ((a + (3 * shift)) % 4));
                v[a] += v[b] + m[order[2 * i]];
                v[d] = BitOperations.RotateRight(v[d] ^ v[a], 32);
                v[c] += v[d];
                v[b] = BitOperations.RotateRight(v[b] ^ v[c], 24);
                v[a] += v[b] + m[order[(2 * i) + 1]];
                v[d] = BitOperations.RotateRight(v[d] ^ v[a], 16);
                v[c] += v[d];
                v[b] = BitOperations.RotateRight(v[b] ^ v[c], 63);
            }
        }

        for (var i = 0; i < 8; i++)
        {
            state[i] ^= v[i] ^ v[i + 8];
        }
    }
}
