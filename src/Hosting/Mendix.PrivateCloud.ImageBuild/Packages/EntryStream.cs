using System.IO.Compression;

namespace Mendix.PrivateCloud.ImageBuild.Packages;

/// <summary>
/// The bytes of one entry, held to what the archive's list says of it: length and checksum. It calls itself seekable because whoever
/// writes a tar wants to know the length beforehand; it cannot be moved.
/// </summary>
internal sealed class EntryStream(ZipArchiveEntry entry, Action<int>? onRead = null) : Stream
{
    private readonly Stream _content = Open(entry);
    private uint _checksum;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => entry.Length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Check(buffer, _content.Read(buffer));
        }
        catch (InvalidDataException)
        {
            throw Damaged();
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await _content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            return Check(buffer.Span, read);
        }
        catch (InvalidDataException)
        {
            throw Damaged();
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }

    private static Stream Open(ZipArchiveEntry entry)
    {
        try
        {
            return entry.Open();
        }
        catch (InvalidDataException)
        {
            throw PackageException.Entry(entry.FullName, "which is damaged or packed in a way that is not understood");
        }
    }

    private int Check(ReadOnlySpan<byte> buffer, int read)
    {
        if (read == 0)
        {
            if (!buffer.IsEmpty && (_position != entry.Length || _checksum != entry.Crc32))
            {
                throw Damaged();
            }

            return 0;
        }

        _position += read;
        if (_position > entry.Length)
        {
            throw Damaged();
        }

        _checksum = Crc32.Append(_checksum, buffer[..read]);
        // Whoever copies a known length may never ask again.
        if (_position == entry.Length && _checksum != entry.Crc32)
        {
            throw Damaged();
        }

        onRead?.Invoke(read);
        return read;
    }

    private ImageBuildException Damaged() => PackageException.Entry(entry.FullName, "whose content is not what the archive says of it");
}
