#region Core README.md
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.Logging;
#endregion

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

#region README.md
public sealed record FolderPlan
{
    [Required, Description("The folder that holds one folder per environment")]
    public string Root { get; init; } = "";
}

public sealed class FolderProvisioner(ILogger<FolderProvisioner> logger)
    : StorageProvisioner<FolderPlan>("folder", StorageCategory.File, logger)
{
    protected override TenantBlueprint Draw(FolderPlan plan, Tenant tenant)
    {
        var folder = Path.Combine(plan.Root, TenantName.For(tenant));
        return new TenantBlueprint([new FolderPart(folder, tenant)], new RuntimeSettings { { "UploadedFilesPath", folder } });
    }

    protected override Task<CheckReport> CheckServerAsync(FolderPlan plan, CancellationToken cancellationToken) =>
        Task.FromResult(new CheckReport([
            Directory.Exists(plan.Root)
                ? CheckFinding.Pass("root")
                : CheckFinding.Fail("root", $"The folder '{plan.Root}' is not there.", "Make it, or name another in the plan."),
        ]));
}

public sealed class FolderPart(string folder, Tenant tenant) : TenantPart
{
    private readonly string _owner = $"{folder}.owner";      // outside, so that it is there before the folder is

    public override string Name => $"folder {folder}";

    public override Task<PartState> ObserveAsync(CancellationToken cancellationToken)
    {
        var mark = File.Exists(_owner) ? File.ReadAllText(_owner) : null;
        return Task.FromResult(
            TenantMark.IsOf(mark, tenant) ? PartState.Ours
            : mark is null && !Directory.Exists(folder) ? PartState.Absent
            : PartState.Foreign(TenantMark.DescribeOwner(mark)));
    }

    public override IEnumerable<Effect> Make(PartState observed) =>
    [
        new($"mark {_owner}", token => File.WriteAllTextAsync(_owner, TenantMark.Of(tenant), token)),
        new($"mkdir -p {folder}", _ => Task.FromResult(Directory.CreateDirectory(folder))),
    ];

    public override IEnumerable<Effect> Remove() =>
    [
        new($"rm -r {folder}", token => Task.Run(() => { if (Directory.Exists(folder)) { Directory.Delete(folder, recursive: true); } }, token)),
        new($"rm {_owner}", token => Task.Run(() => File.Delete(_owner), token)),
    ];
}
#endregion
