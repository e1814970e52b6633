namespace Mendix.PrivateCloud.LocalCluster.Objects;

internal enum FieldValidation
{
    Ignore,
    Warn,
    Strict,
}

/// <summary>What a write says beside its body.</summary>
internal sealed record WriteOptions
{
    /// <summary>Who owns the fields that this write sets.</summary>
    public required string FieldManager { get; init; }

    public FieldValidation FieldValidation { get; init; }

    /// <summary>Everything happens except the storing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Empty for the object itself, otherwise <c>status</c>.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>Server-side apply takes over fields of other managers.</summary>
    public bool Force { get; init; }

    /// <summary>Fields that the body named twice, found while it was read.</summary>
    public IReadOnlyList<string> DuplicateFields { get; init; } = [];
}
