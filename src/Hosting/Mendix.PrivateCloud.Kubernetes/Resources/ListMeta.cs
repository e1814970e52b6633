namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>Metadata of one page of a list.</summary>
public sealed class ListMeta
{
    /// <summary>The version at which the list was taken; a watch continues from here.</summary>
    public string? ResourceVersion { get; set; }

    /// <summary>The token of the next page; absent on the last one.</summary>
    public string? Continue { get; set; }

    /// <summary>How many objects follow on later pages, where the server says so.</summary>
    public long? RemainingItemCount { get; set; }
}
