namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>What to list.</summary>
public sealed record ListOptions
{
    /// <summary>The label selector, such as <c>app=web,tier!=cache</c>. Default everything.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>The field selector, such as <c>metadata.name=web</c>. Default everything.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>The most objects in one page. Default <see langword="null"/>: no limit.</summary>
    public int? Limit { get; init; }

    /// <summary>Where the page before this one ended (<see cref="ResourceList{T}.Continue"/>).</summary>
    public string? Continue { get; init; }

    /// <summary>The state to list from; see <see cref="ResourceVersionMatch"/>. Default <see langword="null"/>: the latest, consistently.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary><c>Exact</c> or <c>NotOlderThan</c>: how <see cref="ResourceVersion"/> is meant.</summary>
    public string? ResourceVersionMatch { get; init; }
}
