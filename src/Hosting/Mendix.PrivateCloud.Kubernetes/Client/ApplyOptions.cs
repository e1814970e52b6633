namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>How a server-side apply is meant.</summary>
public sealed record ApplyOptions
{
    /// <summary>Who applies: the owner of the fields that are sent. Required.</summary>
    public required string FieldManager { get; init; }

    /// <summary>Takes over fields that other managers own, instead of failing with a conflict. Default <see langword="true"/>.</summary>
    public bool Force { get; init; } = true;

    /// <summary>The sub-resource, such as <c>status</c>. Default <see langword="null"/>: the object itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>Asks for the outcome without storing it. Default <see langword="false"/>.</summary>
    public bool DryRun { get; init; }
}
