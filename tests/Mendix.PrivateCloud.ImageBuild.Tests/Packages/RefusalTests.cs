using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Mendix.PrivateCloud.ImageBuild.Tests.Support;

namespace Mendix.PrivateCloud.ImageBuild.Tests.Packages;

/// <summary>Packages that must not become images: each is refused in words that name the fault, and the registry stays as it is.</summary>
[Collection(nameof(RefusalTests))]
[CollectionDefinition(nameof(RefusalTests), DisableParallelization = true)]
public sealed class RefusalTests(RegistryFixture fixture) : ImageTest(fixture)
{
    public static TheoryData<string, string> Packages() => new()
    {
        { "web page", "not a zip archive, or is damaged; it begins like a web page" },
        { "nothing", "not a zip archive" },
        { "half", "not a zip archive" },
        { "traversal", "holds '../../etc/passwd', a path that leads out of it" },
        { "traversal with backslashes", @"holds 'web\..\..\x', a path that leads out of it" },
        { "absolute path", "holds '/etc/passwd', an absolute path" },
        { "path with a drive", @"holds 'C:\x', an absolute path" },
        { "control character", "holds 'web/a?b', a name with control characters" },
        { "whiteout", "holds 'web/.wh.index.html', which in an image layer would delete files of the base image" },
        { "link out", "holds 'web/out', a link that leads out of it" },
        { "absolute link", "holds 'web/out', a link to an absolute or impossible path" },
        { "link through a link", "holds 'z', a link that leads through another link" },
        { "file below a link", "holds 'web', once as a folder and once as a link" },
        { "device", "holds 'web/null', which is neither file, folder nor link" },
        { "case collision", "holds 'web/Index.html', which differs from 'web/index.html' only in upper and lower case" },
        { "case collision of folders", "which differs from 'web' only in upper and lower case" },
        { "same file twice", "holds 'web/index.html', twice" },
        { "file and folder", "holds 'web', once as a folder and once as a file" },
        { "no metadata", "has no model/metadata.json" },
        { "metadata that is no JSON", "model/metadata.json is not JSON" },
        { "metadata without a version", "model/metadata.json does not name the RuntimeVersion" },
        { "bomb", "unpacks to more than 100 times its size, like a zip bomb" },
        { "unpacks to too much", "unpacks to more than 33,554,432 bytes" },
        { "too many files", "holds more than 50 files" },
        { "lies about lengths", "whose content is not what the archive says of it" },
        { "wrong checksum", "whose content is not what the archive says of it" },
    };

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task A_bad_package_is_refused_and_nothing_is_pushed(string name, string problem)
    {
        await using var source = await PackageServer.StartAsync(Make(name));
        using var builder = Builder(options => (options.MaxUnpackedSize, options.MaxEntries) = (32 << 20, 50));
        var (before, uploads) = (Plain.Inventory(), Plain.CountUploads());

        var failure = await Assert.ThrowsAsync<ImageBuildException>(() => builder.BuildAsync(Request(source.Package, Plain.Address), cancellationToken: Cancellation));

        Assert.Equal(ImageBuildFailure.Configuration, failure.Kind);
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, Plain.Inventory());
        Assert.Equal(uploads, Plain.CountUploads());
        Assert.Empty(Directory.EnumerateFileSystemEntries(WorkFolder));
        Assert.Single(source.Ranges);
    }

    [Fact]
    public async Task A_link_inside_is_no_reason_to_refuse()
    {
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Link("web/a/up", "../index.html").Link("here", "./web").Zip());
        using var builder = Builder();

        var files = await FilesAsync(Plain, (await builder.BuildAsync(Request(source.Package, Plain.Address), cancellationToken: Cancellation)).Image);

        Assert.Equal("-> ../index.html", files["opt/mendix/app/web/a/up"]);
    }

    private static byte[] Make(string name) => name switch
    {
        "web page" => Encoding.UTF8.GetBytes("\n<!DOCTYPE html><html>Please log in</html>"),
        "nothing" => [],
        "half" => TestPackage.Usual().Zip()[..300],
        "traversal" => TestPackage.Usual().File("../../etc/passwd", "x").Zip(),
        "traversal with backslashes" => TestPackage.Usual().File(@"web\..\..\x", "x").Zip(),
        "absolute path" => TestPackage.Usual().File("/etc/passwd", "x").Zip(),
        "path with a drive" => TestPackage.Usual().File(@"C:\x", "x").Zip(),
        "control character" => TestPackage.Usual().File("web/a\u001bb", "x").Zip(),
        "whiteout" => TestPackage.Usual().File("web/.wh.index.html", "").Zip(),
        "link out" => TestPackage.Usual().Link("web/out", "../../x").Zip(),
        "absolute link" => TestPackage.Usual().Link("web/out", "/etc").Zip(),
        // Each of them stays inside on paper; followed one after the other they do not.
        "link through a link" => TestPackage.Usual().Link("a/b/root", "../..").Link("z", "a/b/root/..").Zip(),
        "file below a link" => new TestPackage().File("model/metadata.json", TestPackage.Metadata).File("web/index.html", "x").Link("web", "model").Zip(),
        "device" => TestPackage.Usual().File("web/null", "", mode: 0x21B6).Zip(),
        "case collision" => TestPackage.Usual().File("web/Index.html", "x").Zip(),
        "case collision of folders" => TestPackage.Usual().File("Web/other.html", "x").Zip(),
        "same file twice" => TestPackage.Usual().File("web/index.html", "x").Zip(),
        "file and folder" => TestPackage.Usual().File("web", "x").Zip(),
        "no metadata" => new TestPackage().File("web/index.html", "x").Zip(),
        "metadata that is no JSON" => new TestPackage().File("model/metadata.json", "RuntimeVersion: 10").Zip(),
        "metadata without a version" => new TestPackage().File("model/metadata.json", """{ "JavaVersion": 21 }""").Zip(),
        "bomb" => TestPackage.Usual().File("web/zeros", new byte[20 << 20]).Zip(),
        "unpacks to too much" => TestPackage.Usual().File("web/zeros", new byte[33 << 20]).Zip(),
        "too many files" => Enumerable.Range(0, 60).Aggregate(TestPackage.Usual(), (package, number) => package.File($"web/{number}", "x")).Zip(),
        "lies about lengths" => Patch(Stored().Zip(), directory => BinaryPrimitives.WriteUInt32LittleEndian(directory[24..], 5_000)),
        "wrong checksum" => Patch(Stored().Zip(), directory => directory[16] ^= 1),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static TestPackage Stored() => TestPackage.Usual().File("web/zz.bin", new byte[7_000], level: CompressionLevel.Fastest);

    /// <summary>Changes the last entry of the archive's list.</summary>
    private static byte[] Patch(byte[] archive, SpanChange change)
    {
        var last = archive.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        change(archive.AsSpan(last));
        return archive;
    }

    private delegate void SpanChange(Span<byte> bytes);
}
