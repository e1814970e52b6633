using System.Buffers.Binary;
using System.Text;

namespace Mendix.PrivateCloud.Testing.SqlServer.Wire;

/// <summary>What a client wants executed: a batch, or <c>sp_executesql</c> with parameters.</summary>
/// <param name="Text">The statements.</param>
/// <param name="Parameters">Values by name, with the <c>@</c>; null for a batch.</param>
internal sealed record SqlRequest(string Text, IReadOnlyDictionary<string, object?>? Parameters)
{
    private const ushort ByProcedureId = 0xFFFF;
    private const ushort SpExecuteSql = 10;

    public static SqlRequest OfBatch(byte[] payload) =>
        new(Encoding.Unicode.GetString(payload.AsSpan(BinaryPrimitives.ReadInt32LittleEndian(payload))), null);

    /// <exception cref="NotSupportedException">It is another procedure, or a parameter of another type.</exception>
    public static SqlRequest OfRpc(byte[] payload)
    {
        var reader = new Cursor(payload, BinaryPrimitives.ReadInt32LittleEndian(payload));
        if (reader.UInt16() != ByProcedureId || reader.UInt16() != SpExecuteSql)
        {
            throw new NotSupportedException("Only sp_executesql can be called.");
        }

        reader.UInt16(); // option flags
        var values = new List<(string Name, object? Value)>();
        while (!reader.AtEnd)
        {
            var name = Encoding.Unicode.GetString(reader.Bytes(reader.Byte() * 2));
            reader.Byte(); // status
            values.Add((name, reader.Value()));
        }

        // The statement, then the declarations, then what they declare.
        return new SqlRequest((string)values[0].Value!, values.Skip(2).ToDictionary(value => value.Name, value => value.Value, StringComparer.OrdinalIgnoreCase));
    }

    private ref struct Cursor(ReadOnlySpan<byte> bytes, int position)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _position = position;

        public readonly bool AtEnd => _position >= _bytes.Length;

        public byte Byte() => _bytes[_position++];

        public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

        public ReadOnlySpan<byte> Bytes(int count)
        {
            _position += count;
            return _bytes.Slice(_position - count, count);
        }

        public object? Value()
        {
            const ushort Chunked = 0xFFFF;
            const ushort Null = 0xFFFF;
            switch (Byte())
            {
                case 0xE7:
                    var longest = UInt16();
                    Bytes(5); // collation
                    if (longest == Chunked)
                    {
                        return Chunks();
                    }

                    var length = UInt16();
                    return length == Null ? null : Encoding.Unicode.GetString(Bytes(length));
                case 0x26:
                    Byte(); // longest
                    return Byte() switch { 0 => null, 4 => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4)), var size => throw new NotSupportedException($"An integer of {size} bytes.") };
                case var type:
                    throw new NotSupportedException($"A parameter of the type 0x{type:X2}.");
            }
        }

        private string? Chunks()
        {
            if (BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8)) == ulong.MaxValue)
            {
                return null;
            }

            var text = new StringBuilder();
            for (int length; (length = BinaryPrimitives.ReadInt32LittleEndian(Bytes(4))) != 0;)
            {
                text.Append(Encoding.Unicode.GetString(Bytes(length)));
            }

            return text.ToString();
        }
    }
}
