using System.Text;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Client;

public sealed class FrameReaderTests
{
    private const string Lines = "{\"a\":1}\n\r\n  \n{\"ü\":\"€\"}\r\n{\"c\":3}\n";
    private static readonly string[] Expected = ["{\"a\":1}", "{\"ü\":\"€\"}", "{\"c\":3}"];

    [Fact]
    public async Task Lines_are_the_same_however_the_bytes_are_cut()
    {
        for (var size = 1; size <= Lines.Length + 5; size++)
        {
            Assert.Equal(Expected, await ReadAllAsync(Encoding.UTF8.GetBytes(Lines), size));
        }
    }

    [Fact]
    public async Task A_huge_line_between_small_ones_is_read_whole()
    {
        var huge = new string('x', 5_000_000);
        var text = Encoding.UTF8.GetBytes($"first\n{huge}\nlast\n");
        Assert.Equal(["first", huge, "last"], await ReadAllAsync(text, 4096));
    }

    [Fact]
    public async Task An_endless_line_is_an_error_and_not_the_end_of_memory()
    {
        using var reader = new FrameReader(new Endless());
        var exception = await Assert.ThrowsAsync<IOException>(async () =>
        {
            while (await reader.FillAsync(TestContext.Current.CancellationToken))
            {
                Assert.False(reader.TryTake(out _));
            }
        });
        Assert.Contains("32 MB", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":1}")]
    [InlineData("{\"a\":1}\n{\"b")]
    public async Task A_line_that_is_cut_off_is_an_error(string text) =>
        await Assert.ThrowsAsync<IOException>(() => ReadAllAsync(Encoding.UTF8.GetBytes(text), 3));

    [Fact]
    public async Task Many_lines_go_through_one_buffer()
    {
        var line = Encoding.UTF8.GetBytes(new string('x', 1800) + "\n");
        var text = Enumerable.Repeat(line, 2000).SelectMany(bytes => bytes).ToArray();
        using var reader = new FrameReader(new MemoryStream(text));
        await reader.FillAsync(CancellationToken.None);
        reader.TryTake(out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var count = 1;
        do
        {
            while (reader.TryTake(out _))
            {
                count++;
            }
        }
        while (await reader.FillAsync(CancellationToken.None));
        Assert.Equal(2000, count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000);
    }

    private static async Task<List<string>> ReadAllAsync(byte[] bytes, int chunk)
    {
        using var reader = new FrameReader(new Chunked(bytes, chunk));
        var lines = new List<string>();
        do
        {
            while (reader.TryTake(out var line))
            {
                lines.Add(Encoding.UTF8.GetString(line.Span));
            }
        }
        while (await reader.FillAsync(TestContext.Current.CancellationToken));
        return lines;
    }

    private sealed class Chunked(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }

    private sealed class Endless : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            return new ValueTask<int>(buffer.Length);
        }
    }
}
