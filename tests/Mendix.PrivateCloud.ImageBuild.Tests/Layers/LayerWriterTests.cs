using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Mendix.PrivateCloud.ImageBuild.Layers;
using Mendix.PrivateCloud.ImageBuild.Packages;

namespace Mendix.PrivateCloud.ImageBuild.Tests.Layers;

[Collection(nameof(MeasuredAlone))]
public sealed class LayerWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mxpc-layer-").FullName;
    private int _number;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_entry_has_one_time_one_owner_and_one_of_two_modes()
    {
        var layer = await WriteAsync(TestPackage.Usual().File("bin/start.sh", "#!/bin/sh", mode: 0x81ED).Zip());

        var entries = Entries(layer);
        Assert.All(entries, entry => Assert.Equal((DateTimeOffset.UnixEpoch, 0, 0), (entry.ModificationTime, entry.Uid, entry.Gid)));
        Assert.Equal("775", Mode(entries, "app/bin/start.sh"));
        Assert.Equal("775", Mode(entries, "app/bin/"));
        Assert.Equal("664", Mode(entries, "app/web/index.html"));
        Assert.Equal(entries.Select(entry => entry.Name).Order(StringComparer.Ordinal), entries.Select(entry => entry.Name));
    }

    [Fact]
    public async Task Long_names_and_large_files_come_out_whole()
    {
        var name = string.Join('/', Enumerable.Repeat(new string('n', 90), 4)) + "/file.bin";
        var content = ImageBuilderTests.Random(5_000_001);

        var layer = await WriteAsync(TestPackage.Usual().File(name, content).Zip());

        using var tar = Tar(layer);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.Name == "app/" + name)
            {
                Assert.Equal(SHA256.HashData(content), SHA256.HashData(entry.DataStream!));
                return;
            }
        }

        Assert.Fail("The file is not there.");
    }

    [Fact]
    public async Task The_digests_are_those_of_the_bytes()
    {
        var layer = await WriteAsync(TestPackage.Usual().Zip());

        var bytes = await File.ReadAllBytesAsync(layer.Path, Cancellation);
        Assert.Equal((bytes.Length, ContentDigest.Of(bytes)), (layer.Size, layer.Digest));
        await using var unpacked = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        Assert.Equal(layer.DiffId, "sha256:" + Convert.ToHexStringLower(await SHA256.HashDataAsync(unpacked, Cancellation)));
    }

    [Fact]
    public async Task What_the_package_is_packed_with_does_not_count()
    {
        var files = ImageBuilderTests.Random(700_000);
        var stored = await WriteAsync(TestPackage.Usual().File("web/x", files, level: CompressionLevel.NoCompression).Zip());
        var packed = await WriteAsync(TestPackage.Usual().File("web/x", files, level: CompressionLevel.SmallestSize).Zip());

        Assert.Equal(stored.Digest, packed.Digest);
    }

    [Fact]
    public async Task Memory_does_not_depend_on_the_size()
    {
        // One after the other in the same process: the first run warms up.
        var small = Package(megabytes: 2);
        var large = Package(megabytes: 64);
        await AllocatedAsync(small);

        var ofSmall = await AllocatedAsync(small);
        var ofLarge = await AllocatedAsync(large);

        // Per block of 256 KiB a few small objects, and never the bytes themselves.
        Assert.InRange(ofLarge - ofSmall, long.MinValue, 4 << 20);
    }

    [Fact]
    public async Task A_cancelled_one_ends()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WriteAsync(TestPackage.Usual().Zip(), cancelled.Token));
    }

    [Fact]
    public async Task A_layer_that_cannot_be_stored_is_told_as_such()
    {
        using var package = Open(TestPackage.Usual().File("web/x", ImageBuilderTests.Random(4 << 20)).Zip());

        await Assert.ThrowsAsync<DirectoryNotFoundException>(
            () => LayerWriter.WriteAsync(package, "/app", Path.Combine(_folder, "nowhere", "layer"), new ProgressMeter(null), Cancellation));
    }

    private string Package(int megabytes)
    {
        var path = Path.Combine(_folder, $"package{_number++}");
        File.WriteAllBytes(path, TestPackage.Usual().File("web/big", ImageBuilderTests.Random(megabytes << 20), level: CompressionLevel.NoCompression).Zip());
        return path;
    }

    private async Task<long> AllocatedAsync(string path)
    {
        using var package = DeploymentPackage.Open(path, new ImageBuildOptions());
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await LayerWriter.WriteAsync(package, "/app", Path.Combine(_folder, $"layer{_number++}"), new ProgressMeter(null), Cancellation);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private Task<LayerFile> WriteAsync(byte[] zip) => WriteAsync(zip, Cancellation);

    private async Task<LayerFile> WriteAsync(byte[] zip, CancellationToken cancellationToken)
    {
        using var package = Open(zip);
        return await LayerWriter.WriteAsync(package, "/app", Path.Combine(_folder, $"layer{_number++}"), new ProgressMeter(null), cancellationToken);
    }

    private DeploymentPackage Open(byte[] zip)
    {
        var path = Path.Combine(_folder, $"package{_number++}");
        File.WriteAllBytes(path, zip);
        return DeploymentPackage.Open(path, new ImageBuildOptions());
    }

    private static TarReader Tar(LayerFile layer) => new(new GZipStream(File.OpenRead(layer.Path), CompressionMode.Decompress));

    private static List<TarEntry> Entries(LayerFile layer)
    {
        using var tar = Tar(layer);
        var entries = new List<TarEntry>();
        while (tar.GetNextEntry() is { } entry)
        {
            entries.Add(entry);
        }

        return entries;
    }

    private static string Mode(List<TarEntry> entries, string name) => Convert.ToString((int)entries.Single(entry => entry.Name == name).Mode, 8);
}
