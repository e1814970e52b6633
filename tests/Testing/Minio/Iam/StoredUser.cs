namespace Mendix.PrivateCloud.Testing.Minio.Iam;

/// <summary>A user. Its name is its access key.</summary>
internal sealed class StoredUser
{
    public required string SecretKey { get; set; }

    public bool IsEnabled { get; set; } = true;

    /// <summary>Names of the policies attached to it.</summary>
    public List<string> Policies { get; set; } = [];

    public string PolicyNames => string.Join(',', Policies);
}
