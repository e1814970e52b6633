using Mendix.PrivateCloud.ImageBuild.Tests.Support;

namespace Mendix.PrivateCloud.ImageBuild.Tests.Registry;

/// <summary>The connection to the registry is cut at many places: the image comes out the same.</summary>
public sealed class BrokenConnectionTests(RegistryFixture fixture) : ImageTest(fixture)
{
    private static readonly byte[] Package = TestPackage.Usual().File("web/big", ImageBuilderTests.Random(6 << 20)).Zip();

    [Theory]
    [InlineData(100)]
    [InlineData(3_000)]
    [InlineData(1_500_000)]
    [InlineData(2_097_152)]
    [InlineData(3_333_333)]
    [InlineData(6_200_000)]
    public async Task An_upload_that_is_cut_off_is_brought_to_its_end(int afterBytes)
    {
        await using var source = await PackageServer.StartAsync(Package);
        await using var proxy = new FaultProxy(Plain.Port);
        using var builder = Builder(options => options.UploadChunkSize = 1 << 20);
        proxy.CutWhenSent(afterBytes);

        var result = await builder.BuildAsync(Request(source.Package, proxy.Address), cancellationToken: Cancellation);

        Assert.Equal(1, proxy.Cuts);
        var files = await FilesAsync(Plain, ImageReference.Parse($"{Plain.Address}/{result.Image.Repository}@{result.Image.Digest}"));
        Assert.Equal("java of linux/amd64", files["base/java"]);
        Assert.Equal(6, files.Count(file => file.Key.Contains("/web/", StringComparison.Ordinal) || file.Key.Contains("/model/m", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_has_arrived_in_whole_parts_is_not_sent_again()
    {
        await using var source = await PackageServer.StartAsync(Package);
        await using var proxy = new FaultProxy(Plain.Port);
        long sent = 0;
        using var builder = Builder(options =>
        {
            options.UploadChunkSize = 1 << 20;
            // Just before the fourth part leaves, so that the registry holds three.
            options.WrapHandler = inner => new CountingHandler(inner, request =>
            {
                if (request.Method == HttpMethod.Patch)
                {
                    sent += request.Content!.Headers.ContentLength!.Value;
                    if (sent == 4 << 20)
                    {
                        proxy.CutWhenSent(10);
                    }
                }
            });
        });

        var result = await builder.BuildAsync(Request(source.Package, proxy.Address), cancellationToken: Cancellation);

        Assert.Equal(1, proxy.Cuts);
        // The fourth part twice, and nothing else.
        var config = sent - result.BytesSent - (1 << 20);
        Assert.InRange(config, 200, 4_000);
    }

    [Fact]
    public async Task Layers_that_are_passed_on_survive_a_cut_at_their_origin()
    {
        await using var source = await PackageServer.StartAsync(Package);
        using var first = Builder();
        var large = await first.BuildAsync(Request(source.Package, Plain.Address), cancellationToken: Cancellation);
        await using var proxy = new FaultProxy(Plain.Port);
        using var builder = Builder(options =>
        {
            Enter(options);
            options.UploadChunkSize = 1 << 20;
        });
        proxy.CutWhenReceived(2_500_000);

        var result = await builder.BuildAsync(
            Request(source.Package, proxy.Address) with
            {
                BaseImage = $"{proxy.Address}/{large.Target.Repository}:1.4.0",
                Target = ImageReference.Parse($"{Guarded.Address}/{FreshRepository()}:1"),
                Folder = "/elsewhere",
            },
            cancellationToken: Cancellation);

        Assert.Equal(1, proxy.Cuts);
        Assert.Contains("elsewhere/web/big", (await FilesAsync(Guarded, result.Image)).Keys);
    }

    [Fact]
    public async Task A_registry_that_is_not_there_is_a_transient_failure()
    {
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        using var builder = Builder();

        var failure = await Assert.ThrowsAsync<ImageBuildException>(() => builder.BuildAsync(Request(source.Package, "127.0.0.1:1"), cancellationToken: Cancellation));

        Assert.Equal(ImageBuildFailure.Transient, failure.Kind);
        Assert.Equal("127.0.0.1:1 could not be reached.", failure.Problem);
    }

    [Theory]
    [InlineData("mendix/runtime:none", "has no mendix/runtime 'none'")]
    [InlineData("mendix/nothing:1", "has no mendix/nothing '1'")]
    public async Task A_base_image_that_is_not_there_is_a_wrong_configuration(string name, string problem)
    {
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        using var builder = Builder();

        var failure = await Assert.ThrowsAsync<ImageBuildException>(
            () => builder.BuildAsync(Request(source.Package, Plain.Address) with { BaseImage = $"{Plain.Address}/{name}" }, cancellationToken: Cancellation));

        Assert.Equal(ImageBuildFailure.Configuration, failure.Kind);
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("registry.example.com/mendix/runtime:{{.Javaversion}}", "names {{.Javaversion}}, which is not known")]
    [InlineData("registry.example.com/UPPER:1", "has an invalid repository")]
    public async Task A_base_image_that_no_package_can_name_is_refused_before_the_download(string name, string problem)
    {
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        using var builder = Builder();

        var failure = await Assert.ThrowsAsync<ImageBuildException>(
            () => builder.BuildAsync(Request(source.Package, Plain.Address) with { BaseImage = name }, cancellationToken: Cancellation));

        Assert.Equal(ImageBuildFailure.Configuration, failure.Kind);
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
        Assert.Empty(source.Ranges);
    }

    [Fact]
    public async Task A_platform_that_is_not_there_is_told_with_those_that_are()
    {
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        using var builder = Builder();

        var failure = await Assert.ThrowsAsync<ImageBuildException>(
            () => builder.BuildAsync(Request(source.Package, Plain.Address) with { Platform = "linux/s390x" }, cancellationToken: Cancellation));

        Assert.Contains("it is there for linux/arm64, linux/amd64", failure.Message, StringComparison.Ordinal);
    }
}
