using System.Text.RegularExpressions;
using Mendix.PrivateCloud.Templates.Tests.Support;

namespace Mendix.PrivateCloud.Templates.Tests;

/// <summary>What <c>dotnet new mendix-provisioner</c> makes, taken as it is.</summary>
public sealed partial class ProvisionerTemplateTests(TemplateFixture templates)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Acme.Files", "folder", "file", "Folder")]
    [InlineData("Acme.Oracle-Databases", "my-oracle", "database", "MyOracle")]
    public async Task It_builds_and_passes_the_conformance_kit(string name, string type, string category, string className)
    {
        var solution = await templates.CreateAsync(name, Cancellation, "--storage-type", type, "--category", category);
        Assert.True(File.Exists(Path.Combine(solution, "src", name, $"{className}Provisioner.cs")));
        Assert.DoesNotMatch(Placeholder(), AllText(solution));

        var output = await DotnetCommand.RunAsync(solution, Cancellation, "test", "--nologo");
        var result = Summary().Match(output);
        Assert.True(result.Success, output);
        Assert.Equal("0", result.Groups["failed"].Value);
        Assert.InRange(int.Parse(result.Groups["passed"].Value), 50, 500);

        await DotnetCommand.RunAsync(solution, Cancellation, "format", "whitespace", "--folder", "--verify-no-changes");
    }

    [Fact]
    public async Task Without_options_it_makes_file_storage()
    {
        var solution = await templates.CreateAsync("Acme.Plain", Cancellation);
        var provisioner = await File.ReadAllTextAsync(Path.Combine(solution, "src", "Acme.Plain", "FolderProvisioner.cs"), Cancellation);
        Assert.Contains("\"folder\", StorageCategory.File", provisioner, StringComparison.Ordinal);
        Assert.DoesNotContain("#if", AllText(solution), StringComparison.Ordinal);
    }

    private static string AllText(string solution) =>
        string.Join('\n', Directory.EnumerateFiles(solution, "*", SearchOption.AllDirectories).Select(file => $"{file}\n{File.ReadAllText(file)}"));

    // What the template's sources have in place of what was asked for.
    [GeneratedRegex("Acme.?Storage|PROJECT_NAME|MyType|my-type|[A-Z]_VERSION|@[A-Za-z]+Version@")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"Failed:\s+(?<failed>\d+), Passed:\s+(?<passed>\d+)")]
    private static partial Regex Summary();
}
