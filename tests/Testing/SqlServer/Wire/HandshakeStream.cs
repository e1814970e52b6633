namespace Mendix.PrivateCloud.Testing.SqlServer.Wire;

/// <summary>
/// Carries a TLS handshake inside of pre-login messages, as TDS 7.4 wants it. Once the handshake is done, TLS carries the
/// packets and this stream only passes on.
/// </summary>
internal sealed class HandshakeStream(Stream inner) : Stream
{
    private readonly TdsStream _packets = new(inner);
    private ReadOnlyMemory<byte> _unread;

    /// <summary>Set when the handshake is done.</summary>
    public bool IsDone { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_unread.IsEmpty)
        {
            if (IsDone)
            {
                return await inner.ReadAsync(buffer, cancellationToken);
            }

            if (await _packets.ReadAsync(cancellationToken) is not { } message)
            {
                return 0;
            }

            _unread = message.Payload;
        }

        var part = _unread[..Math.Min(buffer.Length, _unread.Length)];
        part.CopyTo(buffer);
        _unread = _unread[part.Length..];
        return part.Length;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsDone)
        {
            await inner.WriteAsync(buffer, cancellationToken);
        }
        else
        {
            await _packets.WriteAsync(TdsMessageType.PreLogin, buffer, cancellationToken);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
