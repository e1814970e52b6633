namespace Example.FolderStorage;

#region writing-a-provisioner.md
/// <summary>The folder of one environment, and beside it a file that says whose it is.</summary>
internal sealed class FolderPart(string root, Tenant tenant) : TenantPart
{
    private readonly string _mark = Path.Combine(root, $"{TenantName.For(tenant)}.owner");

    public string Folder { get; } = Path.Combine(root, TenantName.For(tenant));

    public override string Name => $"folder {Folder}";

    public static CheckFinding Reachable(string root) => Directory.Exists(root)
        ? CheckFinding.Pass("reachable")
        : CheckFinding.Fail("reachable", $"The folder '{root}' is not there.", "Mount it, or name another one in the plan's field 'root'.");

    public override async Task<PartState> ObserveAsync(CancellationToken cancellationToken)
    {
        // A share that is not mounted looks empty. What cannot be seen must not be taken for gone.
        var mark = Reachable(root).Failure is { } failure ? throw failure
            : File.Exists(_mark) ? await File.ReadAllTextAsync(_mark, cancellationToken)
            : "";
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
#endregion
