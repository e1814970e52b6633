using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Mendix.PrivateCloud.LocalCluster.Protobuf;

/// <summary>Writes one message in the protobuf wire format. What is null is left out.</summary>
internal sealed class WireWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public WireWriter Text(int field, string? value)
    {
        if (value is not null)
        {
            Run(field, Encoding.UTF8.GetBytes(value));
        }

        return this;
    }

    public WireWriter Texts(int field, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            Text(field, value);
        }

        return this;
    }

    public WireWriter Number(int field, long? value)
    {
        if (value is { } number)
        {
            Varint((ulong)field << 3);
            Varint((ulong)number);
        }

        return this;
    }

    public WireWriter Real(int field, double? value)
    {
        if (value is { } number)
        {
            Varint(((ulong)field << 3) | 1);
            BinaryPrimitives.WriteDoubleLittleEndian(_buffer.GetSpan(sizeof(double)), number);
            _buffer.Advance(sizeof(double));
        }

        return this;
    }

    public WireWriter Message(int field, WireWriter? value)
    {
        if (value is not null)
        {
            Run(field, value.Written);
        }

        return this;
    }

    private void Run(int field, ReadOnlySpan<byte> bytes)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)bytes.Length);
        _buffer.Write(bytes);
    }

    private void Varint(ulong value)
    {
        var span = _buffer.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[length++] = (byte)(value | 0x80);
        }

        span[length++] = (byte)value;
        _buffer.Advance(length);
    }
}
