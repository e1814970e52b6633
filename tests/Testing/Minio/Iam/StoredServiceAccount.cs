namespace Mendix.PrivateCloud.Testing.Minio.Iam;

/// <summary>A further key of a user.</summary>
internal sealed class StoredServiceAccount
{
    public required string Parent { get; init; }

    public required string SecretKey { get; set; }

    public bool IsEnabled { get; set; } = true;
}
