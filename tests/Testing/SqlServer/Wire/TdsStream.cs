using System.Buffers.Binary;

namespace Mendix.PrivateCloud.Testing.SqlServer.Wire;

/// <summary>Messages out of packets and back (MS-TDS 2.2.3).</summary>
internal sealed class TdsStream(Stream stream)
{
    public const int HeaderLength = 8;
    private const int PacketLength = 4096;
    private const byte EndOfMessage = 0x01;
    private const byte ResetConnection = 0x08;

    /// <summary>Shown to clients as the number of their session.</summary>
    public ushort SessionId { get; set; }

    /// <summary>The next message; null when the client is gone.</summary>
    public async Task<TdsMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        using var payload = new MemoryStream();
        var header = new byte[HeaderLength];
        for (var resets = false; ;)
        {
            if (await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellationToken) < HeaderLength)
            {
                return null;
            }

            var body = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - HeaderLength];
            await stream.ReadExactlyAsync(body, cancellationToken);
            payload.Write(body);
            resets |= (header[1] & ResetConnection) != 0;
            if ((header[1] & EndOfMessage) != 0)
            {
                return new TdsMessage(header[0], resets, payload.ToArray());
            }
        }
    }

    public async Task WriteAsync(byte type, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        using var packets = new MemoryStream();
        byte number = 1;
        do
        {
            var part = payload[..Math.Min(payload.Length, PacketLength - HeaderLength)];
            payload = payload[part.Length..];
            var header = new byte[HeaderLength];
            header[0] = type;
            header[1] = payload.IsEmpty ? EndOfMessage : (byte)0;
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)(part.Length + HeaderLength));
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(4), SessionId);
            header[6] = number++;
            packets.Write(header);
            packets.Write(part.Span);
        }
        while (!payload.IsEmpty);

        await stream.WriteAsync(packets.GetBuffer().AsMemory(0, (int)packets.Length), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }
}
