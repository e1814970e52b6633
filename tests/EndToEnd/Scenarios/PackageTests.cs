using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mendix.PrivateCloud.EndToEnd.Hosting;
using Mendix.PrivateCloud.Testing.Packages;
using Mendix.PrivateCloud.Testing.Registry;

namespace Mendix.PrivateCloud.EndToEnd.Scenarios;

/// <summary>An environment whose image is built of a deployment package, on a real registry.</summary>
public sealed class PackageTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_package_becomes_the_image_of_an_environment_and_the_host_tells_how_far_it_is()
    {
        await using var registry = await StartRegistryAsync();
        var content = TestPackage.Usual().File("web/big", new byte[8 << 20], level: CompressionLevel.NoCompression).Zip();
        await using var source = await PackageServer.StartAsync(content);
        var rest = new TaskCompletionSource();
        source.Instead.Enqueue(async context =>
        {
            context.Response.ContentLength = content.Length;
            await context.Response.Body.WriteAsync(content.AsMemory(0, content.Length / 2));
            await context.Response.Body.FlushAsync();
            await rest.Task;
            await context.Response.Body.WriteAsync(content.AsMemory(content.Length / 2));
        });
        using var file = new ManifestFile(Yaml.Built("crm", source.Package, registry.Address));

        await using var host = HostProcess.Start(["--once", "-f", file.Path]);
        await host.WaitForLineAsync(line => line.Contains("Build default/crm-build", StringComparison.Ordinal) && Regex.IsMatch(line, @"is being downloaded: [1-4]\.\d of 8\.4 MB"), Cancelled);
        rest.SetResult();
        var result = await host.WaitForExitAsync(Cancelled);

        Assert.True(result.ExitCode == 0, result.ToString());
        var image = JsonNode.Parse(await RegistryFixture.SkopeoAsync(registry, "inspect", $"docker://{registry.Address}/apps/crm:1"))!;
        Assert.Contains(result.Output.Split('\n'), line =>
            line.Contains("Build default/crm-build", StringComparison.Ordinal) && line.EndsWith($"{registry.Address}/apps/crm@{image["Digest"]}", StringComparison.Ordinal));
        Assert.DoesNotContain("s3cret", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_is_none_is_told_with_its_remedy_and_nothing_is_pushed()
    {
        await using var registry = await StartRegistryAsync();
        await using var source = await PackageServer.StartAsync("<html>Please log in</html>"u8.ToArray());
        using var file = new ManifestFile(Yaml.Built("crm", source.Package, registry.Address));
        var before = registry.Inventory();

        var result = await HostProcess.RunAsync(["--once", "--timeout", "60", "-f", file.Path], Cancelled);

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("it begins like a web page. Check that the address leads to the package itself", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", result.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, registry.Inventory());
    }

    private static async Task<RegistryServer> StartRegistryAsync()
    {
        Assert.SkipWhen(RegistryTools.SkipReason is not null, RegistryTools.SkipReason ?? "");
        var registry = await RegistryServer.StartAsync();
        await RegistryFixture.PushBasesAsync(registry);
        return registry;
    }
}
