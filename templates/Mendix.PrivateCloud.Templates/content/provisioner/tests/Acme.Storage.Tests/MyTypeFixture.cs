using AcmeStorage.Tests;
using Mendix.PrivateCloud.Provisioners.Conformance;
using Mendix.PrivateCloud.Provisioners.Conformance.Declarations;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

[assembly: AssemblyFixture(typeof(MyTypeFixture))]

namespace AcmeStorage.Tests;

/// <summary>What the conformance kit has to know of the type, and how to look at the server past the provisioner.</summary>
public sealed class MyTypeFixture : ConformanceFixture
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("my-type-");

    public MyTypeFixture() => Exempt(
        "A folder has no accounts and no sessions, and its content goes with the environment.",
        ConformanceTopic.Credentials,
        ConformanceTopic.Isolation,
        ConformanceTopic.Retention,
        ConformanceTopic.Rights,
        ConformanceTopic.Rotation,
        ConformanceTopic.Sessions);

    public override PlanValues Plan => PlanValues.Empty.With("root", _root.FullName);

    public override PlanValues Unreachable => PlanValues.Empty.With("root", Path.Combine(_root.FullName, "not-mounted"));

    public override void Register(IPrivateCloudBuilder builder) => builder.AddMyType();

    public override Task<IReadOnlyList<string>> InventoryAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. _root.EnumerateFileSystemInfos().Select(Line)]);

    public override Task WriteAsync(RuntimeSettings settings, string key, string value, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(Path.Combine(Folder(settings), key), value, cancellationToken);

    public override Task<string?> ReadAsync(RuntimeSettings settings, string key, CancellationToken cancellationToken) =>
        Task.FromResult(new DirectoryInfo(Folder(settings)).GetFiles(key).Select(file => File.ReadAllText(file.FullName)).SingleOrDefault());

    public override IReadOnlyList<ForeignThing> ForeignThings(Tenant tenant)
    {
        var folder = Path.Combine(_root.FullName, TenantName.For(tenant));
        return
        [
            new(
                "folder",
                token => Task.Run(() => Directory.CreateDirectory(folder), token),
                token => Task.Run(() => Directory.Delete(folder), token)),
            new(
                "mark",
                token => File.WriteAllTextAsync($"{folder}.owner", "somebody else", token),
                token => Task.Run(() => File.Delete($"{folder}.owner"), token)),
        ];
    }

    public override ValueTask DisposeAsync()
    {
        _root.Delete(recursive: true);
        return base.DisposeAsync();
    }

#if (Category == "database")
    private static string Folder(RuntimeSettings settings) => Path.GetDirectoryName(settings["DatabaseJdbcUrl"]!["jdbc:hsqldb:file:".Length..])!;
#else
    private static string Folder(RuntimeSettings settings) => settings["UploadedFilesPath"]!;
#endif

    private static string Line(FileSystemInfo thing) =>
        thing is FileInfo mark ? $"{mark.Name}: {File.ReadAllText(mark.FullName)}" : thing.Name;
}
