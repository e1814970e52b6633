namespace Mendix.PrivateCloud.Operator.Builds;

/// <summary>A finished image, as the status tells it.</summary>
internal sealed record BuiltImage
{
    /// <summary>The image as nodes pull it, by its digest.</summary>
    public required string Image { get; init; }

    /// <summary>The name under which it was pushed.</summary>
    public required string Tag { get; init; }

    /// <summary>The base image by its digest.</summary>
    public required string BaseImage { get; init; }

    public required string RuntimeVersion { get; init; }

    public required int JavaVersion { get; init; }

    public string? ModelVersion { get; init; }

    public required long PackageSize { get; init; }

    public required long BytesSent { get; init; }
}
