using System.Buffers;
using Mendix.PrivateCloud.ImageBuild.Http;

namespace Mendix.PrivateCloud.ImageBuild.Registry;

/// <summary>A blob that is to be sent, readable from any offset; reading on from where the last part ended costs nothing.</summary>
internal abstract class BlobSource(string digest, long size) : IAsyncDisposable
{
    private const int BufferSize = 128 << 10;

    // A request that was given up may still be reading when its successor begins.
    private readonly SemaphoreSlim _oneReader = new(1);
    private Stream? _stream;
    private long _position;

    public string Digest { get; } = digest;

    public long Size { get; } = size;

    public async Task CopyAsync(long offset, long length, Stream target, IdleGuard? guard, CancellationToken cancellationToken)
    {
        await _oneReader.WaitAsync(cancellationToken).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            if (_stream is null || _position != offset)
            {
                await CloseAsync().ConfigureAwait(false);
                _stream = await OpenAsync(offset, cancellationToken).ConfigureAwait(false);
                _position = offset;
            }

            for (var left = length; left > 0;)
            {
                var read = await ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken).ConfigureAwait(false);
                guard?.Touch();
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                guard?.Touch();
                left -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            _oneReader.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        _oneReader.Dispose();
    }

    protected abstract Task<Stream> OpenAsync(long offset, CancellationToken cancellationToken);

    /// <summary>What a failure to read means.</summary>
    protected abstract ImageBuildException Describe(Exception exception);

    private async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            var read = await _stream!.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _position += read;
            return read > 0 ? read : throw new EndOfStreamException();
        }
        catch (IOException exception)
        {
            await CloseAsync().ConfigureAwait(false);
            throw Describe(exception);
        }
    }

    private async ValueTask CloseAsync()
    {
        if (_stream is not null)
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
            _stream = null;
        }
    }
}
