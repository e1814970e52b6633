using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ImageBuild.Tests.Support;

namespace Mendix.PrivateCloud.ImageBuild.Tests;

public sealed class ImageBuilderTests(RegistryFixture fixture) : ImageTest(fixture)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_image_is_the_base_image_with_the_packages_files_on_top(bool guarded)
    {
        var server = guarded ? Guarded : Plain;
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Folder("model/empty").Link("web/start.html", "index.html").Zip());
        using var builder = guarded ? Builder(options => Enter(options)) : Builder();

        var result = await builder.BuildAsync(Request(source.Package, server.Address), cancellationToken: Cancellation);

        var files = await FilesAsync(server, result.Image);
        Assert.Equal(
            [
                "base/java = java of linux/amd64", "base/system = system of linux/amd64",
                "opt/mendix/app/model/ = (folder)", "opt/mendix/app/model/empty/ = (folder)", $"opt/mendix/app/model/metadata.json = {TestPackage.Metadata}",
                $"opt/mendix/app/model/model.mdp = {new string('m', 5000)}", "opt/mendix/app/model/resources/ = (folder)", "opt/mendix/app/web/ = (folder)",
                "opt/mendix/app/web/index.html = <html>crm</html>", "opt/mendix/app/web/start.html = -> index.html", "opt/mendix/app/web/ünïcode.js = // naïve",
            ],
            files.Select(file => $"{file.Key} = {file.Value}"));
        var inspected = JsonNode.Parse(await RegistryFixture.SkopeoAsync(server, "inspect", $"docker://{result.Target}"))!;
        Assert.Equal(result.Image.Digest, inspected["Digest"]!.ToString());
        Assert.Equal(result.Layers.Select(layer => layer.Digest), inspected["Layers"]!.AsArray().Select(layer => layer!.ToString()));
        Assert.Equal(new PackageMetadata("10.24.3.64871", 21, "1.4.0.512"), result.Package);
        Assert.Empty(Directory.EnumerateFileSystemEntries(WorkFolder));
    }

    [Fact]
    public async Task What_the_base_image_says_otherwise_stays()
    {
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        using var builder = Builder();

        var result = await builder.BuildAsync(Request(source.Package, Plain.Address), cancellationToken: Cancellation);

        var config = OciLayout.Config(await CopyAsync(Plain, result.Image));
        Assert.Equal(["/start"], config["config"]!["Entrypoint"]!.AsArray().Select(word => word!.ToString()));
        Assert.Equal("1001", config["config"]!["User"]!.ToString());
        Assert.Equal(["system", "java", "Mendix deployment package"], config["history"]!.AsArray().Select(entry => entry!["created_by"]!.ToString()));
        Assert.Equal(3, config["rootfs"]!["diff_ids"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_platform_can_be_chosen()
    {
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        using var builder = Builder();

        var result = await builder.BuildAsync(Request(source.Package, Plain.Address) with { Platform = "linux/arm64" }, cancellationToken: Cancellation);

        Assert.Equal("java of linux/arm64", (await FilesAsync(Plain, result.Image))["base/java"]);
    }

    [Fact]
    public async Task A_base_image_in_dockers_form_stays_in_it()
    {
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        using var builder = Builder();

        var result = await builder.BuildAsync(
            Request(source.Package, Plain.Address) with { BaseImage = $"{Plain.Address}/{RegistryFixture.BaseName}:docker" }, cancellationToken: Cancellation);

        var manifest = JsonNode.Parse(await RegistryFixture.SkopeoAsync(Plain, "inspect", "--raw", $"docker://{result.Image}"))!;
        Assert.Equal("application/vnd.docker.distribution.manifest.v2+json", manifest["mediaType"]!.ToString());
        Assert.All(manifest["layers"]!.AsArray(), layer => Assert.Equal("application/vnd.docker.image.rootfs.diff.tar.gzip", layer!["mediaType"]!.ToString()));
        Assert.Contains("opt/mendix/app/web/index.html", (await FilesAsync(Plain, result.Image)).Keys);
    }

    [Fact]
    public async Task Layers_of_the_same_registry_are_mounted_and_nothing_is_sent_twice()
    {
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        using var builder = Builder();
        var request = Request(source.Package, Plain.Address);

        var first = await builder.BuildAsync(request, cancellationToken: Cancellation);
        var before = Inventory(Plain, request);
        var second = await builder.BuildAsync(request, cancellationToken: Cancellation);

        Assert.Equal([LayerTransfer.Mounted, LayerTransfer.Mounted, LayerTransfer.Sent], first.Layers.Select(layer => layer.Transfer));
        Assert.Equal(first.Layers[2].Size, first.BytesSent);
        Assert.False(first.WasTagged);
        Assert.All(second.Layers, layer => Assert.Equal(LayerTransfer.Present, layer.Transfer));
        Assert.Equal(0, second.BytesSent);
        Assert.True(second.WasTagged);
        Assert.Equal(first.Image, second.Image);
        Assert.Equal(before, Inventory(Plain, request));
    }

    [Fact]
    public async Task Layers_of_another_registry_are_passed_on()
    {
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        using var builder = Builder(options => Enter(options));
        var request = Request(source.Package, Plain.Address) with { Target = ImageReference.Parse($"{Guarded.Address}/{FreshRepository()}:1") };

        var result = await builder.BuildAsync(request, cancellationToken: Cancellation);

        Assert.All(result.Layers, layer => Assert.Equal(LayerTransfer.Sent, layer.Transfer));
        Assert.Equal("java of linux/amd64", (await FilesAsync(Guarded, result.Image))["base/java"]);
    }

    [Fact]
    public async Task The_same_files_give_the_same_image_however_they_were_zipped()
    {
        await using var one = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        await using var other = await PackageServer.StartAsync(TestPackage.Usual().Reversed().Folder("web").Zip(new DateTimeOffset(2001, 1, 1, 1, 1, 0, TimeSpan.Zero)));
        using var builder = Builder();

        var first = await builder.BuildAsync(Request(one.Package, Plain.Address), cancellationToken: Cancellation);
        var second = await builder.BuildAsync(Request(other.Package, Plain.Address), cancellationToken: Cancellation);

        Assert.Equal(first.Image.Digest, second.Image.Digest);
    }

    [Fact]
    public async Task Progress_leads_from_the_first_byte_to_the_last_layer()
    {
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().File("web/big", new byte[3 << 20], level: System.IO.Compression.CompressionLevel.NoCompression).Zip());
        using var builder = Builder();
        var reports = new Recorder();

        var result = await builder.BuildAsync(Request(source.Package, Plain.Address), reports, Cancellation);

        Assert.Equal([ImageBuildStep.Downloading, ImageBuildStep.Packing, ImageBuildStep.Pushing], reports.All.Select(report => report.Step).Distinct());
        Assert.All(
            reports.All.GroupBy(report => report.Step).Select(group => group.ToList()),
            step =>
            {
                Assert.Equal(0, step[0].Bytes);
                Assert.Equal(step[^1].TotalBytes, step[^1].Bytes);
                Assert.Equal(step.Select(report => report.Bytes).Order(), step.Select(report => report.Bytes));
            });
        Assert.Equal(new ImageBuildProgress(ImageBuildStep.Pushing, result.Layers.Sum(layer => layer.Size), result.Layers.Sum(layer => layer.Size), 3, 3), reports.All[^1]);
    }

    [Fact]
    public async Task A_cancelled_build_leaves_neither_tag_nor_upload_nor_file()
    {
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().File("web/big", Random(8 << 20)).Zip());
        using var builder = Builder(options => options.UploadChunkSize = 1 << 20);
        using var newer = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var request = Request(source.Package, Plain.Address);
        var reports = new Recorder(report =>
        {
            if (report is { Step: ImageBuildStep.Pushing, Bytes: > 2 << 20 })
            {
                newer.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => builder.BuildAsync(request, reports, newer.Token));

        Assert.DoesNotContain(Plain.Inventory(), file => file.Contains($"{request.Target.Repository}/_manifests", StringComparison.Ordinal));
        Assert.Equal(0, Plain.CountUploads(request.Target.Repository));
        Assert.Empty(Directory.EnumerateFileSystemEntries(WorkFolder));
        await builder.BuildAsync(request, cancellationToken: Cancellation);
    }

    internal static byte[] Random(int length)
    {
        var bytes = new byte[length];
        new Random(42).NextBytes(bytes);
        return bytes;
    }

    private sealed class Recorder(Action<ImageBuildProgress>? then = null) : IProgress<ImageBuildProgress>
    {
        public List<ImageBuildProgress> All { get; } = [];

        public void Report(ImageBuildProgress value)
        {
            All.Add(value);
            then?.Invoke(value);
        }
    }
}
