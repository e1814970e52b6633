using System.Buffers;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Cuts a stream into lines of UTF-8, in one rented buffer, without copying them out.</summary>
internal sealed class FrameReader(Stream stream) : IDisposable
{
    private const int InitialSize = 32 * 1024;

    // An object in etcd has at most about 1.5 MB; whatever is longer is not a watch event.
    internal const int MaxFrameSize = 32 * 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _start;
    private int _end;
    private int _searched;

    /// <summary>Takes a line that is complete already. It is valid until the next call of anything here.</summary>
    public bool TryTake(out ReadOnlyMemory<byte> frame)
    {
        int length;
        while ((length = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n')) >= 0)
        {
            var stop = _searched + length;
            frame = Trimmed(_buffer.AsMemory(_start, stop - _start));
            _start = _searched = stop + 1;
            // Blank lines are a proxy's keep-alive.
            if (!frame.IsEmpty)
            {
                return true;
            }
        }

        _searched = _end;
        frame = default;
        return false;
    }

    /// <summary>Reads on.</summary>
    /// <returns><see langword="false"/> at the end of the stream.</returns>
    /// <exception cref="IOException">The stream ended inside a line, or a line is too long to be an event.</exception>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += read;
        if (read == 0 && Trimmed(_buffer.AsMemory(_start, _end - _start)).Length > 0)
        {
            throw new IOException("the stream ended in the middle of an event");
        }

        return read > 0;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _start = _end = _searched = 0;
    }

    private static ReadOnlyMemory<byte> Trimmed(ReadOnlyMemory<byte> line) => line.Trim(" \r\t"u8);

    private void MakeRoom()
    {
        var pending = _end - _start;
        if (pending == 0 && _buffer.Length > InitialSize)
        {
            // One huge object must not be paid for until the end of the watch.
            Move(InitialSize);
        }
        else if (_end == _buffer.Length)
        {
            Move(pending > _buffer.Length / 2 ? Larger() : _buffer.Length);
        }
    }

    private int Larger() => _buffer.Length < MaxFrameSize
        ? _buffer.Length * 2
        : throw new IOException($"an event is longer than {MaxFrameSize / (1024 * 1024)} MB");

    private void Move(int size)
    {
        var pending = _buffer.AsSpan(_start, _end - _start);
        if (size == _buffer.Length)
        {
            pending.CopyTo(_buffer);
        }
        else
        {
            var target = ArrayPool<byte>.Shared.Rent(size);
            pending.CopyTo(target);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = target;
        }

        _searched -= _start;
        _end -= _start;
        _start = 0;
    }
}
