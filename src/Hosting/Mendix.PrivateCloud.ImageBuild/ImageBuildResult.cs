namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>A finished image.</summary>
public sealed record ImageBuildResult
{
    /// <summary>The image by its digest: what a workload should name.</summary>
    public required ImageReference Image { get; init; }

    /// <summary>The name under which it was asked for.</summary>
    public required ImageReference Target { get; init; }

    /// <summary>The base image by the digest that was used.</summary>
    public required ImageReference BaseImage { get; init; }

    /// <summary>What the deployment package says about itself.</summary>
    public required PackageMetadata Package { get; init; }

    /// <summary>Size of the deployment package in bytes.</summary>
    public required long PackageSize { get; init; }

    /// <summary>Size of its files in bytes.</summary>
    public required long UnpackedSize { get; init; }

    /// <summary>The image's layers in order, the package's last.</summary>
    public required IReadOnlyList<ImageLayer> Layers { get; init; }

    /// <summary>Bytes of layers that had to be sent.</summary>
    public long BytesSent => Layers.Where(layer => layer.Transfer == LayerTransfer.Sent).Sum(layer => layer.Size);

    /// <summary>Whether the target's tag named this very image before, so that nothing was tagged.</summary>
    public required bool WasTagged { get; init; }
}
