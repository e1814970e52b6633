using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Mendix.PrivateCloud.Testing.Operator.Faults;

/// <summary>Rewrites what a stream says, line by line.</summary>
/// <param name="lines">The lines, each with its end.</param>
public delegate IAsyncEnumerable<byte[]> Rewrite(IAsyncEnumerable<byte[]> lines);

/// <summary>A stream of lines on its way through a <see cref="Rewrite"/>.</summary>
public sealed class RewrittenStream : Stream
{
    private readonly Stream _inner;
    private readonly CancellationTokenSource _end = new();
    private readonly IAsyncEnumerator<byte[]> _lines;
    private ReadOnlyMemory<byte> _rest;

    public RewrittenStream(Stream inner, Rewrite rewrite)
    {
        _inner = inner;
        _lines = rewrite(LinesAsync(_end.Token)).GetAsyncEnumerator(_end.Token);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_rest.IsEmpty)
        {
            // A reader that gives up disposes of the stream, which ends what is left waiting here.
            if (!await _lines.MoveNextAsync().AsTask().WaitAsync(cancellationToken))
            {
                return 0;
            }

            _rest = _lines.Current;
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _end.Cancel();
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async IAsyncEnumerable<byte[]> LinesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(_inner, new StreamPipeReaderOptions(leaveOpen: true));
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            while (System.Buffers.BuffersExtensions.PositionOf(buffer, (byte)'\n') is { } end)
            {
                var next = buffer.GetPosition(1, end);
                yield return System.Buffers.BuffersExtensions.ToArray(buffer.Slice(0, next));
                buffer = buffer.Slice(next);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                yield break;
            }
        }
    }
}
