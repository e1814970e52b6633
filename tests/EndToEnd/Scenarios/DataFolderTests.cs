using Mendix.PrivateCloud.EndToEnd.Hosting;
using Mendix.PrivateCloud.Testing.Kubectl;

namespace Mendix.PrivateCloud.EndToEnd.Scenarios;

/// <summary><c>--data</c>: the embedded cluster survives a restart.</summary>
public sealed class DataFolderTests : IDisposable
{
    private const string Identities =
        "get mendixapps,storageinstances,builds,runtimes,deployments,services,ingresses,secrets -o jsonpath={.items[*].metadata.name}@{.items[*].metadata.uid}@{.items[*].metadata.resourceVersion}";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cluster-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_restart_everything_is_as_it_was_and_nothing_is_made_anew(bool isKilled)
    {
        string before;
        await using (var host = HostProcess.Start(["--data", _folder.FullName]))
        {
            using var kubectl = new KubectlRunner(await File.ReadAllTextAsync(await host.WaitUntilServingAsync(Cancelled), Cancelled));
            before = await kubectl.RunAsync(Identities, Cancelled);
            Assert.Contains("first-app-database", before, StringComparison.Ordinal);
            if (!isKilled)
            {
                host.Interrupt();
                Assert.Equal(130, (await host.WaitForExitAsync(Cancelled)).ExitCode);
            }
        }

        await using (var host = HostProcess.Start(["--data", _folder.FullName]))
        {
            using var kubectl = new KubectlRunner(await File.ReadAllTextAsync(await host.WaitUntilServingAsync(Cancelled), Cancelled));
            Assert.Equal(before, await kubectl.RunAsync(Identities, Cancelled));
            Assert.Contains(host.Output, line => line.Contains("Found all", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_folder_in_use_is_refused()
    {
        await using var first = HostProcess.Start(["--data", _folder.FullName]);
        await first.WaitUntilServingAsync(Cancelled);

        var second = await HostProcess.RunAsync(["--once", "--data", _folder.FullName], Cancelled);

        Assert.True(second.ExitCode == 2, second.ToString());
        Assert.Contains(_folder.FullName, second.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
