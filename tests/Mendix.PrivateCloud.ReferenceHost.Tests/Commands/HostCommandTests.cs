using System.CommandLine;

namespace Mendix.PrivateCloud.ReferenceHost.Commands;

public sealed class HostCommandTests
{
    [Fact]
    public async Task Without_options_the_sample_runs_on_the_embedded_cluster_until_stopped()
    {
        var options = await OptionsOfAsync([]);

        Assert.Equal(
            (false, false, OutputFormat.Text, false, TimeSpan.FromMinutes(5)),
            (options.UsesRealCluster, options.Once, options.Output, options.Verbose, options.Timeout));
        Assert.Empty(options.Files);
        Assert.Null(options.Postgres);
    }

    [Fact]
    public async Task Every_option_arrives()
    {
        var options = await OptionsOfAsync(["-f", "a.yaml", "--file", "b.yaml", "--once", "-o", "json", "-n", "team", "--data", "d", "--timeout", "7.5", "--monitoring", "8080", "-v"]);

        Assert.Equal(["a.yaml", "b.yaml"], options.Files);
        Assert.Equal(
            (true, OutputFormat.Json, "team", "d", TimeSpan.FromSeconds(7.5), (int?)8080, true),
            (options.Once, options.Output, options.Namespace, options.DataFolder, options.Timeout, options.MonitoringPort, options.Verbose));
    }

    [Theory]
    [InlineData("--kubeconfig", "config")]
    [InlineData("--context", "production")]
    public async Task Either_way_of_naming_a_cluster_means_a_real_one(params string[] arguments) =>
        Assert.True((await OptionsOfAsync(arguments)).UsesRealCluster);

    [Fact]
    public async Task A_server_may_come_from_the_environment_and_the_option_wins()
    {
        const string Variable = "Host=variable;Username=admin;Password=secret";

        Assert.Equal("variable", (await OptionsOfAsync([], Variable)).Postgres!.Host);
        Assert.Equal("option", (await OptionsOfAsync(["--postgres", "Host=option;Username=admin;Password=secret"], Variable)).Postgres!.Host);
    }

    [Theory]
    [InlineData("--data", "--data", "d", "--kubeconfig", "c")]
    [InlineData("--file", "--once", "--context", "c")]
    [InlineData("--timeout", "--timeout", "0")]
    [InlineData("--timeout", "--timeout", "soon")]
    [InlineData("--monitoring", "--monitoring", "70000")]
    [InlineData("--monitoring", "--monitoring", "http")]
    [InlineData("'xml'", "--output", "xml")]
    [InlineData("--postgres", "--postgres", "Host=db")]
    [InlineData("'--frobnicate'", "--frobnicate")]
    public void A_wrong_command_line_is_told_by_the_name_of_what_is_wrong(string expected, params string[] arguments)
    {
        var errors = new HostCommand((_, _) => Task.FromResult(0), _ => null).Root.Parse(arguments).Errors;

        Assert.Contains(errors, error => error.Message.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void The_safer_way_to_hand_over_a_password_is_in_the_help()
    {
        using var help = new StringWriter();
        new HostCommand((_, _) => Task.FromResult(0), _ => null).Root.Parse(["--help"]).Invoke(new InvocationConfiguration { Output = help });

        Assert.Contains("PRIVATECLOUD_POSTGRES", help.ToString(), StringComparison.Ordinal);
        Assert.Contains("safer", help.ToString(), StringComparison.Ordinal);
    }

    private static async Task<HostOptions> OptionsOfAsync(string[] arguments, string? variable = null)
    {
        HostOptions? seen = null;
        var command = new HostCommand((options, _) => Task.FromResult((seen = options) is null ? 1 : 0), _ => variable);
        var parsed = command.Root.Parse(arguments);
        Assert.Empty(parsed.Errors);
        await parsed.InvokeAsync();
        return seen!;
    }
}
