namespace Mendix.PrivateCloud.ImageBuild.Ecr;

/// <summary>How <see cref="EcrLogin"/> reaches AWS.</summary>
public sealed class EcrOptions
{
    /// <summary>The address of ECR's API, for a VPC endpoint. Default <see langword="null"/>: AWS's own for the region.</summary>
    public Uri? ServiceUrl { get; set; }

    /// <summary>The longest time that one request may take. Default 30 seconds.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
