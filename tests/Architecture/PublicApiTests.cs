using System.Reflection;

namespace Mendix.PrivateCloud.Architecture;

/// <summary>
/// Holds each package's public API. After a deliberate change: <c>PRIVATECLOUD_UPDATE=1 dotnet test tests/Architecture</c>,
/// and read the difference as a reviewer would.
/// </summary>
public sealed class PublicApiTests
{
    // A program, not a library: nobody compiles against it.
    private const string ReferenceHost = "Mendix.PrivateCloud.ReferenceHost";

    public static TheoryData<string> Packages() =>
        new(Repository.Projects().Select(project => project.Name).Where(name => name != ReferenceHost));

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task The_public_API_is_the_one_written_down(string package)
    {
        var path = Path.Combine(Repository.Root, "tests", "Architecture", "PublicApi", $"{package}.txt");
        var actual = PublicApiText.Of(Assembly.Load(package));
        if (Environment.GetEnvironmentVariable("PRIVATECLOUD_UPDATE") == "1")
        {
            await File.WriteAllTextAsync(path, actual, TestContext.Current.CancellationToken);
        }

        Assert.True(File.Exists(path), $"{path} is missing: run the tests once with PRIVATECLOUD_UPDATE=1.");
        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), actual);
    }
}
