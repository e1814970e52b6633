using AcmeStorage.Diagnosis;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace AcmeStorage.Parts;

/// <summary>The folder of one environment, and beside it a file that says whose it is. Yours: one part per thing on the server.</summary>
internal sealed class FolderPart(string root, Tenant tenant) : TenantPart
{
    private readonly string _mark = Path.Combine(root, $"{TenantName.For(tenant)}.owner");

    public string Folder { get; } = Path.Combine(root, TenantName.For(tenant));

    public override string Name => $"folder {Folder}";

    public override async Task<PartState> ObserveAsync(CancellationToken cancellationToken)
    {
        // What cannot be seen must not be taken for gone.
        if (MyTypeCheck.Reachable(root).Failure is { } failure)
        {
            throw failure;
        }

        var mark = File.Exists(_mark) ? await File.ReadAllTextAsync(_mark, cancellationToken) : "";
        return TenantMark.IsOf(mark, tenant) ? PartState.Ours
            : mark.Length == 0 && !Directory.Exists(Folder) ? PartState.Absent
            : PartState.Foreign(TenantMark.DescribeOwner(mark));
    }

    // The mark comes first and goes last, so that whatever is there in between is known to be ours.
    public override IEnumerable<Effect> Make(PartState observed) =>
    [
        new($"write {_mark}", token => File.WriteAllTextAsync(_mark, TenantMark.Of(tenant), token)),
        new($"mkdir -p {Folder}", token => Task.Run(() => Directory.CreateDirectory(Folder), token)),
    ];

    // Made first where it is missing: removing has to stand a repeat.
    public override IEnumerable<Effect> Remove() =>
    [
        new($"rm -rf {Folder}", token => Task.Run(() => Directory.CreateDirectory(Folder).Delete(recursive: true), token)),
        new($"rm -f {_mark}", token => Task.Run(() => File.Delete(_mark), token)),
    ];
}
