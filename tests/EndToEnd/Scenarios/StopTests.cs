using Mendix.PrivateCloud.EndToEnd.Hosting;

namespace Mendix.PrivateCloud.EndToEnd.Scenarios;

/// <summary>The host goes on serving until it is told to stop, and then stops.</summary>
public sealed class StopTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, 130)]
    [InlineData(true, 143)]
    public async Task A_signal_stops_it_and_nothing_is_left(bool isTerminate, int expected)
    {
        await using var host = HostProcess.Start([]);
        var kubeConfig = await host.WaitUntilServingAsync(Cancelled);
        Assert.True(File.Exists(kubeConfig));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(kubeConfig) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));

        if (isTerminate)
        {
            host.Terminate();
        }
        else
        {
            host.Interrupt();
        }

        // Longer than the operator may take to let go, and much shorter than anybody would wait.
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        var result = await host.WaitForExitAsync(deadline.Token);

        Assert.True(result.ExitCode == expected, result.ToString());
        Assert.EndsWith("Stopped", result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
        Assert.False(Directory.Exists(Path.GetDirectoryName(kubeConfig)));
    }

    [Fact]
    public async Task It_stops_as_well_while_it_waits_for_an_environment()
    {
        using var file = new ManifestFile(Yaml.Environment("crm", databasePlan: "no-such-plan"));
        await using var host = HostProcess.Start(["-f", file.Path]);
        await host.WaitForLineAsync(line => line.Contains("UnknownPlan", StringComparison.Ordinal), Cancelled);

        host.Interrupt();
        var result = await host.WaitForExitAsync(Cancelled);

        Assert.True(result.ExitCode == 130, result.ToString());
        Assert.Contains("Stopped before all environments were Ready.", result.Error, StringComparison.Ordinal);
    }
}
