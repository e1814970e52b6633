namespace Microsoft.Extensions.DependencyInjection;

#region writing-a-provisioner.md
/// <summary>Registers the folder storage.</summary>
public static class FolderBuilderExtensions
{
    /// <summary>Registers the type <c>folder</c>.</summary>
    public static IPrivateCloudBuilder AddFolder(this IPrivateCloudBuilder builder) => builder.AddProvisioner<Example.FolderStorage.FolderProvisioner>();
}
#endregion
