namespace Mendix.PrivateCloud.Kubernetes.Tasks;

/// <summary>What a build puts up with. What is null is as the program thinks right.</summary>
public sealed record ImageTaskLimits
{
    /// <summary>The largest package, in bytes.</summary>
    public long? MaxPackageSize { get; init; }

    /// <summary>The most bytes that the files of a package may have together.</summary>
    public long? MaxUnpackedSize { get; init; }

    /// <summary>How many times larger than the package its files may be together.</summary>
    public int? MaxExpansion { get; init; }

    /// <summary>The most files and folders of a package.</summary>
    public int? MaxEntries { get; init; }

    /// <summary>Bytes per request of an upload.</summary>
    public int? UploadChunkSize { get; init; }

    /// <summary>The longest time without a byte from either side, in seconds.</summary>
    public double? IdleTimeoutSeconds { get; init; }

    /// <summary>How often in a row something is tried again that fails without any progress.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>The pause before the first repetition, in seconds.</summary>
    public double? RetryDelaySeconds { get; init; }
}
