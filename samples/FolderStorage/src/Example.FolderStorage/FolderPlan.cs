namespace Example.FolderStorage;

#region writing-a-provisioner.md
/// <summary>A folder, usually a network share, in which each environment gets a folder.</summary>
public sealed record FolderPlan
{
    /// <summary>Absolute path of the folder. It has to exist, and to be mounted at the same path where the apps run.</summary>
    [Required, RegularExpression("/.*", ErrorMessage = "is not an absolute path.")]
    [Description("Absolute path of an existing folder, in which each environment gets a folder")]
    public string Root { get; init; } = "";
}
#endregion
