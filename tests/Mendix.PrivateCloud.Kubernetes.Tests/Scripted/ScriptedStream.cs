using System.IO.Pipelines;
using System.Text;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Scripted;

/// <summary>An answer that is written while it is read.</summary>
internal sealed class ScriptedStream
{
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 0));

    public ScriptedStream() => ReaderSide = new WatchedStream(_pipe.Reader.AsStream());

    public WatchedStream ReaderSide { get; }

    /// <summary>Comes when the client has received the answer's beginning and reads on: from then on only the limits of a body hold.</summary>
    public Task ReadingAsync() => ReaderSide.Begun.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public async Task LineAsync(string line) => await BytesAsync(Encoding.UTF8.GetBytes(line + "\n"));

    public async Task BytesAsync(ReadOnlyMemory<byte> bytes) => await _pipe.Writer.WriteAsync(bytes);

    public Task EndAsync() => _pipe.Writer.CompleteAsync().AsTask();

    public Task BreakAsync(Exception exception) => _pipe.Writer.CompleteAsync(exception).AsTask();

    /// <summary>Tells whether the client has let go of it.</summary>
    internal sealed class WatchedStream(Stream inner) : Stream
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        public bool IsDisposed { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var reading = inner.ReadAsync(buffer, cancellationToken);
            _begun.TrySetResult();
            return reading;
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
