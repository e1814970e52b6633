[assembly: AssemblyFixture(typeof(Example.FolderStorage.Tests.FolderFixture))]

namespace Example.FolderStorage.Tests;

#region writing-a-provisioner.md
/// <summary>What the conformance kit has to know of the type.</summary>
public sealed class FolderFixture : ConformanceFixture
{
    private readonly DirectoryInfo _root = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "share"));

    public FolderFixture() => Exempt(
        "A folder has no accounts and no sessions, and its content goes with the environment.",
        ConformanceTopic.Credentials, ConformanceTopic.Isolation, ConformanceTopic.Retention, ConformanceTopic.Rights, ConformanceTopic.Rotation, ConformanceTopic.Sessions);

    public override PlanValues Plan => PlanValues.Empty.With("root", _root.FullName);

    public override PlanValues Unreachable => PlanValues.Empty.With("root", $"{_root.FullName}/not-mounted");

    public override void Register(IPrivateCloudBuilder builder) => builder.AddFolder();

    public override Task<IReadOnlyList<string>> InventoryAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. _root.EnumerateFileSystemInfos().Select(thing => thing is FileInfo mark ? $"{thing.Name}: {File.ReadAllText(mark.FullName)}" : thing.Name)]);

    public override Task WriteAsync(RuntimeSettings settings, string key, string value, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(Path.Combine(settings["UploadedFilesPath"]!, key), value, cancellationToken);

    public override Task<string?> ReadAsync(RuntimeSettings settings, string key, CancellationToken cancellationToken) =>
        Task.FromResult(new DirectoryInfo(settings["UploadedFilesPath"]!).GetFiles(key).Select(file => File.ReadAllText(file.FullName)).SingleOrDefault());

    public override IReadOnlyList<ForeignThing> ForeignThings(Tenant tenant) =>
    [
        new("folder", token => Task.Run(() => _root.CreateSubdirectory(TenantName.For(tenant)), token), token => Task.Run(() => Directory.Delete(Folder(tenant)), token)),
        new("mark", token => File.WriteAllTextAsync($"{Folder(tenant)}.owner", "mine", token), token => Task.Run(() => File.Delete($"{Folder(tenant)}.owner"), token)),
    ];

    private string Folder(Tenant tenant) => Path.Combine(_root.FullName, TenantName.For(tenant));
}
#endregion
