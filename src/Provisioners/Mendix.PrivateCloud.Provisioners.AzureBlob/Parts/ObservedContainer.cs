namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Parts;

/// <summary>A container as it was found.</summary>
/// <param name="Mark">Its mark.</param>
/// <param name="IsPublic">Whether anybody may read it without credentials.</param>
/// <param name="IsProtected">Whether a legal hold or an immutability policy may keep it from being deleted.</param>
internal sealed record ObservedContainer(string? Mark, bool IsPublic, bool IsProtected);
