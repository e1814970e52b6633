using System.Reflection;
using Mendix.PrivateCloud.Templates.Tests.Support;
using Mendix.PrivateCloud.Testing;

[assembly: AssemblyFixture(typeof(TemplateFixture))]

namespace Mendix.PrivateCloud.Templates.Tests.Support;

/// <summary>
/// Our packages as somebody else would get them: packed from this build into a feed of their own, and the templates
/// installed from there.
/// </summary>
/// <remarks>
/// The version is unique, and what is restored from the feed goes into a folder of its own, so that no package of a test
/// ever stands in for a real one in the machine's cache. Everything else comes from that cache as it is.
/// </remarks>
public sealed class TemplateFixture : IAsyncLifetime
{
    private static readonly string[] Packed =
    [
        "src/Mendix.PrivateCloud.Core",
        "src/Provisioners/Mendix.PrivateCloud.Provisioners.Conformance",
        "templates/Mendix.PrivateCloud.Templates",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mxpc-templates-");
    private readonly string _version = $"0.1.0-test.{Guid.NewGuid():N}";

    private string Feed => Path.Combine(_folder.FullName, "feed");

    private string[] Hive => ["--debug:custom-hive", Path.Combine(_folder.FullName, "hive")];

    public async ValueTask InitializeAsync()
    {
        var configuration = typeof(TemplateFixture).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        await Task.WhenAll(Packed.Select(project => DotnetCommand.RunAsync(
            RepositoryRoot.Folder, CancellationToken.None,
            "pack", project, "--no-build", "-c", configuration, $"-p:PackageVersion={_version}", "-o", Feed)));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(_folder.FullName, "packages")}" /></config>
              <packageSources><add key="packed" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{MachinePackages()}" /></fallbackPackageFolders>
            </configuration>
            """);
        await DotnetCommand.RunAsync(
            _folder.FullName, CancellationToken.None, ["new", "install", Path.Combine(Feed, $"Mendix.PrivateCloud.Templates.{_version}.nupkg"), .. Hive]);
    }

    /// <summary>Makes a solution from the template; the folder it is in.</summary>
    public async Task<string> CreateAsync(string name, CancellationToken cancellationToken, params string[] options)
    {
        var output = Path.Combine(_folder.FullName, name);
        await DotnetCommand.RunAsync(_folder.FullName, cancellationToken, ["new", "mendix-provisioner", "--name", name, "--output", output, .. options, .. Hive]);
        return output;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string MachinePackages() => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
