using System.Text.Json;
using Mendix.PrivateCloud.EndToEnd.Hosting;

namespace Mendix.PrivateCloud.EndToEnd.Scenarios;

/// <summary>The first command of the README, with <c>--once</c>.</summary>
public sealed class OnceTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sample_becomes_Ready_and_every_part_of_it_is_told()
    {
        var result = await HostProcess.RunAsync(["--once"], Cancelled);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("", result.Error);
        Assert.Contains("default/first-app is Ready.", result.Output, StringComparison.Ordinal);
        Assert.All(
            [
                "StorageInstance default/first-app-database", "StorageInstance default/first-app-file", "Build default/first-app-build",
                "Endpoint default/first-app-endpoint", "Runtime default/first-app", "Deployment default/first-app-master", "Service default/first-app",
                "Ingress default/first-app",
            ],
            resource => Assert.Contains(result.Output.Split('\n'), line => line.Contains($"{resource} ", StringComparison.Ordinal) && line.Contains(" Ready", StringComparison.Ordinal)));
        // A pipe gets no colours and no moving picture.
        Assert.DoesNotContain('\e', result.Output);
    }

    [Fact]
    public async Task Json_is_exactly_one_document_on_standard_output()
    {
        var result = await HostProcess.RunAsync(["--once", "--output", "json"], Cancelled);

        Assert.True(result.ExitCode == 0, result.ToString());
        using var document = JsonDocument.Parse(result.Output);
        var root = document.RootElement;
        Assert.True(root.GetProperty("ready").GetBoolean());
        Assert.Equal(0, root.GetProperty("exitCode").GetInt32());
        var environment = Assert.Single(root.GetProperty("environments").EnumerateArray());
        Assert.Equal("first-app", environment.GetProperty("name").GetString());
        Assert.Equal("http://first-app.apps.example.com", environment.GetProperty("url").GetString());
        Assert.All(environment.GetProperty("resources").EnumerateArray(), resource => Assert.Equal("Ready", resource.GetProperty("state").GetString()));
        Assert.Contains(environment.GetProperty("resources").EnumerateArray(), resource => resource.GetProperty("kind").GetString() == "Deployment");
    }

    [Fact]
    public async Task Several_files_with_several_environments_all_become_Ready()
    {
        using var plans = new ManifestFile(Yaml.Plans);
        using var apps = new ManifestFile($"{Yaml.App("one")}\n---\n{Yaml.App("two")}");

        // The order on the command line must not matter: plans come first all the same.
        var result = await HostProcess.RunAsync(["--once", "-f", apps.Path, "-f", plans.Path, "-n", "team-a"], Cancelled);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("All 2 environments are Ready.", result.Output, StringComparison.Ordinal);
        Assert.Contains("MendixApp team-a/two", result.Output, StringComparison.Ordinal);
    }
}
