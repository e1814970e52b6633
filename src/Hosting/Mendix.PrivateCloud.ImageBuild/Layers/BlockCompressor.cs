using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Threading.Channels;

namespace Mendix.PrivateCloud.ImageBuild.Layers;

/// <summary>
/// Takes a tar and writes it compressed to a file, on a thread of its own. The compressor is fed blocks of one size, however the tar
/// came, because what it makes may depend on that; no more than a few blocks are ever in memory.
/// </summary>
internal sealed class BlockCompressor : Stream
{
    private const int BlockSize = 256 << 10;
    private const int BlocksAhead = 4;

    /// <summary>Twice as fast as the default at a few percent more bytes; a layer is sent once and seldom far.</summary>
    private const int Level = 2;

    private readonly Channel<Block> _blocks = Channel.CreateBounded<Block>(new BoundedChannelOptions(BlocksAhead) { SingleReader = true, SingleWriter = true });
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly CancellationTokenSource _stop;
    private readonly Task<LayerFile> _compressing;
    private byte[] _block = ArrayPool<byte>.Shared.Rent(BlockSize);
    private int _filled;

    public BlockCompressor(string path, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Token = _stop.Token;
        _compressing = Task.Run(() => CompressAsync(path), CancellationToken.None);
    }

    /// <summary>Ends when either half has to stop.</summary>
    public CancellationToken Token { get; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The finished layer.</summary>
    /// <remarks>The same failure each time it is asked for.</remarks>
    public async Task<LayerFile> FinishAsync()
    {
        if (!Token.IsCancellationRequested)
        {
            await PassOnAsync(Token).ConfigureAwait(false);
        }

        _blocks.Writer.TryComplete();
        return await _compressing.ConfigureAwait(false);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            var part = Math.Min(buffer.Length, BlockSize - _filled);
            buffer.Span[..part].CopyTo(_block.AsSpan(_filled));
            _filled += part;
            buffer = buffer[part..];
            if (_filled == BlockSize)
            {
                await PassOnAsync(Token).ConfigureAwait(false);
            }
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only written to asynchronously.");

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        // After a failure the other half may still wait for a block that never comes.
        await _stop.CancelAsync().ConfigureAwait(false);
        _blocks.Writer.TryComplete();
        await ((Task)_compressing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ArrayPool<byte>.Shared.Return(_block);
        _hash.Dispose();
        _stop.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask PassOnAsync(CancellationToken cancellationToken)
    {
        if (_filled == 0)
        {
            return;
        }

        _hash.AppendData(_block, 0, _filled);
        await _blocks.Writer.WriteAsync(new Block(_block, _filled), cancellationToken).ConfigureAwait(false);
        _block = ArrayPool<byte>.Shared.Rent(BlockSize);
        _filled = 0;
    }

    private async Task<LayerFile> CompressAsync(string path)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BlockSize, FileOptions.Asynchronous);
            await using var hashing = new HashingStream(file);
            await using (var gzip = new GZipStream(hashing, new ZLibCompressionOptions { CompressionLevel = Level }, leaveOpen: true))
            {
                await foreach (var block in _blocks.Reader.ReadAllAsync(Token).ConfigureAwait(false))
                {
                    await gzip.WriteAsync(block.Bytes.AsMemory(0, block.Length), Token).ConfigureAwait(false);
                    ArrayPool<byte>.Shared.Return(block.Bytes);
                }
            }

            await file.FlushAsync(Token).ConfigureAwait(false);
            return new LayerFile(path, file.Length, hashing.Digest(), ContentDigest.Of(_hash));
        }
        catch
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private readonly record struct Block(byte[] Bytes, int Length);
}
