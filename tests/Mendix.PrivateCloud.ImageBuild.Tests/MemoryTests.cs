using System.IO.Compression;
using Mendix.PrivateCloud.ImageBuild.Tests.Support;

namespace Mendix.PrivateCloud.ImageBuild.Tests;

/// <summary>Alone, because what is counted is the whole process's.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;

[Collection(nameof(MeasuredAlone))]
public sealed class MemoryTests(RegistryFixture fixture) : ImageTest(fixture)
{
    [Fact]
    public async Task A_whole_build_allocates_no_more_for_a_larger_package()
    {
        await using var small = await FileServer.StartAsync(Package(megabytes: 2));
        await using var large = await FileServer.StartAsync(Package(megabytes: 48));
        using var builder = Builder(options => Enter(options));
        await AllocatedAsync(builder, small);

        var ofSmall = await AllocatedAsync(builder, small);
        var ofLarge = await AllocatedAsync(builder, large);

        // 46 MB more go through the process three times, as package, layer and upload; the server of the package counts too.
        Assert.InRange(ofLarge - ofSmall, long.MinValue, 16 << 20);
    }

    private async Task<long> AllocatedAsync(ImageBuilder builder, FileServer server)
    {
        // A repository of its own each time, so that everything is sent.
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var result = await builder.BuildAsync(Request(server.Package, Guarded.Address), cancellationToken: Cancellation);
        Assert.Equal(LayerTransfer.Sent, result.Layers[^1].Transfer);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private string Package(int megabytes)
    {
        var path = FreshFolder($"package{megabytes}");
        File.WriteAllBytes(path, TestPackage.Usual().File("web/big", ImageBuilderTests.Random(megabytes << 20), level: CompressionLevel.NoCompression).Zip());
        return path;
    }
}
