using System.Text.Json;
using Mendix.PrivateCloud.EndToEnd.Hosting;

namespace Mendix.PrivateCloud.EndToEnd.Scenarios;

/// <summary>What users get wrong, and what they are told.</summary>
public sealed class BadInputTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bad_YAML_ends_with_2_and_names_file_line_and_field()
    {
        using var file = new ManifestFile(Yaml.Environment("crm").Replace("servicePlan: ephemeral-files", "servicePlan: 7", StringComparison.Ordinal));
        var line = Array.FindIndex(await File.ReadAllLinesAsync(file.Path, Cancelled), text => text.Contains("servicePlan: 7", StringComparison.Ordinal)) + 1;

        var result = await HostProcess.RunAsync(["--once", "-f", file.Path], Cancelled);

        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains($"{file.Path}:{line}: spec.storage.servicePlan: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Applied", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_YAML_as_json_names_file_line_and_field_too()
    {
        using var file = new ManifestFile(Yaml.Environment("crm").Replace("dtapMode: D", "dtapMode: X", StringComparison.Ordinal));

        var result = await HostProcess.RunAsync(["--once", "-o", "json", "-f", file.Path], Cancelled);

        Assert.True(result.ExitCode == 2, result.ToString());
        using var document = JsonDocument.Parse(result.Output);
        var problem = Assert.Single(document.RootElement.GetProperty("problems").EnumerateArray());
        Assert.Equal(file.Path, problem.GetProperty("file").GetString());
        Assert.Equal("spec.runtime.dtapMode", problem.GetProperty("field").GetString());
        Assert.True(problem.GetProperty("line").GetInt32() > 0);
    }

    [Fact]
    public async Task A_file_that_is_not_there_ends_with_2()
    {
        var result = await HostProcess.RunAsync(["--once", "-f", "/nowhere/app.yaml"], Cancelled);

        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains("/nowhere/app.yaml", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_plan_ends_with_1_and_the_reason()
    {
        using var file = new ManifestFile(Yaml.Environment("crm", databasePlan: "no-such-plan"));

        var result = await HostProcess.RunAsync(["--once", "-f", file.Path, "--timeout", "60"], Cancelled);

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("default/crm is Failed. UnknownPlan: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("no-such-plan", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_Ready_in_time_ends_with_1_and_what_it_waits_for()
    {
        using var file = new ManifestFile(Yaml.Environment("crm", databasePlan: "no-such-plan"));

        var result = await HostProcess.RunAsync(["--once", "-o", "json", "-f", file.Path, "--timeout", "3"], Cancelled);

        Assert.True(result.ExitCode == 1, result.ToString());
        using var document = JsonDocument.Parse(result.Output);
        Assert.False(document.RootElement.GetProperty("ready").GetBoolean());
        Assert.Contains("no-such-plan", document.RootElement.GetProperty("problems")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--frobnicate")]
    [InlineData("--output", "xml")]
    [InlineData("--timeout", "-1")]
    [InlineData("--kubeconfig", "/nowhere", "--data", "/tmp/x")]
    [InlineData("--kubeconfig", "/nowhere", "--once")]
    [InlineData("--kubeconfig", "/nowhere")]
    public async Task A_wrong_command_line_ends_with_2(params string[] arguments)
    {
        var result = await HostProcess.RunAsync(arguments, Cancelled);

        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.NotEqual("", result.Error);
    }

    [Fact]
    public async Task A_connection_string_that_cannot_be_read_is_not_repeated()
    {
        var result = await HostProcess.RunAsync(["--once"], Cancelled, ("PRIVATECLOUD_POSTGRES", "Host=db;Username=admin;Pass word=open-sesame"));

        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains("PRIVATECLOUD_POSTGRES", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("open-sesame", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_ends_with_3()
    {
        using var config = new ManifestFile(
            """
            apiVersion: v1
            kind: Config
            current-context: gone
            contexts: [{ name: gone, context: { cluster: gone, user: nobody } }]
            clusters: [{ name: gone, cluster: { server: "http://127.0.0.1:1" } }]
            users: [{ name: nobody, user: {} }]
            """);

        var result = await HostProcess.RunAsync(["--kubeconfig", config.Path], Cancelled);

        Assert.True(result.ExitCode == 3, result.ToString());
        Assert.Contains("127.0.0.1:1", result.Error, StringComparison.Ordinal);
    }
}
