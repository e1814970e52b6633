using System.IO.Pipelines;
using System.Text;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Scripted;

/// <summary>An answer that is written while it is read.</summary>
internal sealed class ScriptedStream
{
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 0));
    private long _written;

    public ScriptedStream() => ReaderSide = new WatchedStream(_pipe.Reader.AsStream());

    public WatchedStream ReaderSide { get; }

    /// <summary>Comes when the client has received the answer's beginning and reads on: from then on only the limits of a body hold.</summary>
    public Task ReadingAsync() => ReaderSide.Begun.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    /// <summary>Comes when the client has read all that was written, and has done with it: it waits for more.</summary>
    public Task ConsumedAsync() => Eventually.TrueAsync(
        () => ReaderSide.IsDisposed || ReaderSide.IsWaitingAt(Volatile.Read(ref _written)), "what was written is read", TestContext.Current.CancellationToken);

    public async Task LineAsync(string line) => await BytesAsync(Encoding.UTF8.GetBytes(line + "\n"));

    public async Task BytesAsync(ReadOnlyMemory<byte> bytes)
    {
        Interlocked.Add(ref _written, bytes.Length);
        await _pipe.Writer.WriteAsync(bytes);
    }

    public Task EndAsync() => _pipe.Writer.CompleteAsync().AsTask();

    public Task BreakAsync(Exception exception) => _pipe.Writer.CompleteAsync(exception).AsTask();

    /// <summary>Tells whether the client has let go of it.</summary>
    internal sealed class WatchedStream(Stream inner) : Stream
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private long _read;
        private long _waitingAt = -1;

        public Task Begun => _begun.Task;

        public bool IsDisposed { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        /// <summary>Whether the client has read so many bytes and asks for more.</summary>
        public bool IsWaitingAt(long bytes) => Volatile.Read(ref _waitingAt) == bytes;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var reading = inner.ReadAsync(buffer, cancellationToken);
            Volatile.Write(ref _waitingAt, _read);
            _begun.TrySetResult();
            _read += await reading;
            return (int)(_read - Interlocked.Exchange(ref _waitingAt, -1));
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
