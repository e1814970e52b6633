namespace Mendix.PrivateCloud.Operator.Tests.Harness;

/// <summary>Lets the operator hear of the changes of one kind late, so that it acts upon an old view of them.</summary>
internal sealed class SlowWatch(HttpClient inner, string plural, TimeSpan delay) : ForwardingHandler(inner)
{
    public static Func<HttpClient, HttpClient> Of(string plural, TimeSpan delay) => inner =>
        new HttpClient(new SlowWatch(inner, plural, delay)) { BaseAddress = inner.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (request.RequestUri!.AbsolutePath.EndsWith($"/{plural}", StringComparison.Ordinal)
            && request.RequestUri.Query.Contains("watch=", StringComparison.Ordinal) && response.IsSuccessStatusCode)
        {
            response.Content = new StreamContent(new SlowStream(await response.Content.ReadAsStreamAsync(cancellationToken), delay));
        }

        return response;
    }

    private sealed class SlowStream(Stream inner, TimeSpan delay) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            await Task.Delay(delay, cancellationToken);
            return read;
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
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
