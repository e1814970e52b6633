namespace Mendix.PrivateCloud.Testing.Minio;

/// <summary>What kind of server to be.</summary>
public sealed record MinioServerOptions
{
    /// <summary>Whether it speaks TLS only, with a certificate of its own authority.</summary>
    public bool Tls { get; init; }

    /// <summary>Whether it is a gateway: it takes users and policies, and would forget them.</summary>
    public bool IsGateway { get; init; }

    /// <summary>Whether it is of before April 2020: it has no admin API of version 3, and takes the path for a bucket.</summary>
    public bool IsWithoutAdminApi { get; init; }

    /// <summary>Whether it is of before 2022: it wants Content-MD5 for deleting many objects at once.</summary>
    public bool NeedsContentMd5 { get; init; }

    /// <summary>Whether it is of before May 2021: it knows no bodies encrypted with PBKDF2.</summary>
    public bool IsWithoutPbkdf2 { get; init; }

    /// <summary>Its region; any will do for requests when it is null.</summary>
    public string? Region { get; init; }

    /// <summary>What it says its version is.</summary>
    public string Version { get; init; } = "2025-10-15T17:29:55Z";
}
