using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Mendix.PrivateCloud.Testing.Minio.Admin;

/// <summary>Argon2id, version 0x13 (RFC 9106). MinIO's own client derives keys by it, and .NET does not have it.</summary>
public static class Argon2id
{
    private const int BlockWords = 128;
    private const int Slices = 4;

    /// <summary>Derives a key.</summary>
    /// <param name="password">From what.</param>
    /// <param name="salt">With what.</param>
    /// <param name="passes">How often over the memory.</param>
    /// <param name="memory">In KiB.</param>
    /// <param name="lanes">Degree of parallelism.</param>
    /// <param name="length">Bytes of the key.</param>
    /// <param name="secret">Further secret input.</param>
    /// <param name="associated">Further input.</param>
    public static byte[] Derive(
        byte[] password, byte[] salt, int passes, int memory, int lanes, int length, byte[]? secret = null, byte[]? associated = null)
    {
        var laneLength = memory / (Slices * lanes) * Slices;
        var blocks = new ulong[lanes * laneLength * BlockWords];
        var seed = Blake2b.Hash(
            [.. Int(lanes), .. Int(length), .. Int(memory), .. Int(passes), .. Int(0x13), .. Int(2),
             .. Sized(password), .. Sized(salt), .. Sized(secret ?? []), .. Sized(associated ?? [])], 64);
        for (var lane = 0; lane < lanes; lane++)
        {
            for (var column = 0; column < 2; column++)
            {
                var first = LongHash([.. seed, .. Int(column), .. Int(lane)], 8 * BlockWords);
                MemoryMarshal.Cast<byte, ulong>(first).CopyTo(Block(lane, column));
            }
        }

        for (var pass = 0; pass < passes; pass++)
        {
            for (var slice = 0; slice < Slices; slice++)
            {
                var (thisPass, thisSlice) = (pass, slice);
                Parallel.For(0, lanes, lane => FillSegment(thisPass, lane, thisSlice));
            }
        }

        var last = new ulong[BlockWords];
        for (var lane = 0; lane < lanes; lane++)
        {
            Xor(last, Block(lane, laneLength - 1));
        }

        return LongHash(MemoryMarshal.AsBytes<ulong>(last), length);

        Span<ulong> Block(int lane, int column) => blocks.AsSpan(((lane * laneLength) + column) * BlockWords, BlockWords);

        void FillSegment(int pass, int lane, int slice)
        {
            var segmentLength = laneLength / Slices;
            var addresses = new ulong[BlockWords];
            var input = new ulong[BlockWords];
            (input[0], input[1], input[2], input[3], input[4], input[5]) = ((ulong)pass, (ulong)lane, (ulong)slice, (ulong)(lanes * laneLength), (ulong)passes, 2);
            var isIndependent = pass == 0 && slice < 2;
            for (var index = 0; index < segmentLength; index++)
            {
                if (isIndependent && index % BlockWords == 0)
                {
                    input[6]++;
                    addresses.AsSpan().Clear();
                    Mix(new ulong[BlockWords], input, addresses);
                    Mix(new ulong[BlockWords], (ulong[])addresses.Clone(), Cleared(addresses));
                }

                var column = (slice * segmentLength) + index;
                if (pass == 0 && column < 2)
                {
                    continue;
                }

                var previous = Block(lane, column == 0 ? laneLength - 1 : column - 1);
                var random = isIndependent ? addresses[index % BlockWords] : previous[0];
                var otherLane = pass == 0 && slice == 0 ? lane : (int)((random >> 32) % (ulong)lanes);
                var reach = pass == 0 ? slice * segmentLength : laneLength - segmentLength;
                reach += otherLane == lane ? index - 1 : index == 0 ? -1 : 0;
                var x = ((random & uint.MaxValue) * (random & uint.MaxValue)) >> 32;
                var relative = reach - 1 - (int)(((ulong)reach * x) >> 32);
                var begin = pass == 0 ? 0 : (slice + 1) * segmentLength % laneLength;
                Mix(previous, Block(otherLane, (begin + relative) % laneLength), Block(lane, column));
            }
        }
    }

    private static ulong[] Cleared(ulong[] block)
    {
        block.AsSpan().Clear();
        return block;
    }

    // G: what is in the target already is part of the result, which in the first pass is nothing.
    private static void Mix(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> target)
    {
        Span<ulong> mixed = stackalloc ulong[BlockWords];
        left.CopyTo(mixed);
        Xor(mixed, right);
        Xor(target, mixed);
        for (var row = 0; row < 8; row++)
        {
            Permute(mixed, 16 * row, 2);
        }

        for (var column = 0; column < 8; column++)
        {
            Permute(mixed, 2 * column, 16);
        }

        Xor(target, mixed);
    }

    // Sixteen words in pairs: pair n begins at start + n * step.
    private static void Permute(Span<ulong> block, int start, int step)
    {
        Span<int> word = stackalloc int[16];
        for (var i = 0; i < 16; i++)
        {
            word[i] = start + (i / 2 * step) + (i % 2);
        }

        for (var i = 0; i < 8; i++)
        {
            var (a, shift) = (i % 4, i / 4);
            Quarter(
                ref block[word[a]], ref block[word[4 + ((a + shift) % 4)]],
                ref block[word[8 + ((a + (2 * shift)) % 4)]], ref block[word[12 + ((a + (3 * shift)) % 4)]]);
        }
    }

    private static void Quarter(ref ulong a, ref ulong b, ref ulong c, ref ulong d)
    {
        a = Add(a, b);
        d = BitOperations.RotateRight(d ^ a, 32);
        c = Add(c, d);
        b = BitOperations.RotateRight(b ^ c, 24);
        a = Add(a, b);
        d = BitOperations.RotateRight(d ^ a, 16);
        c = Add(c, d);
        b = BitOperations.RotateRight(b ^ c, 63);
    }

    private static ulong Add(ulong x, ulong y) => x + y + (2 * (x & uint.MaxValue) * (y & uint.MaxValue));

    private static void Xor(Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] ^= other[i];
        }
    }

    private static byte[] LongHash(ReadOnlySpan<byte> data, int length)
    {
        byte[] input = [.. Int(length), .. data];
        if (length <= 64)
        {
            return Blake2b.Hash(input, length);
        }

        var result = new byte[length];
        var current = Blake2b.Hash(input, 64);
        var position = 0;
        for (; length - position > 64; position += 32)
        {
            current.AsSpan(0, 32).CopyTo(result.AsSpan(position));
            current = Blake2b.Hash(current, Math.Min(64, length - position - 32));
        }

        current.CopyTo(result, position);
        return result;
    }

    private static byte[] Int(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Sized(byte[] data) => [.. Int(data.Length), .. data];
}
