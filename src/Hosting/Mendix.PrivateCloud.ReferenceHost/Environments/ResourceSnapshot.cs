namespace Mendix.PrivateCloud.ReferenceHost.Environments;

/// <summary>What the tree shows of one object of the cluster, whatever its kind.</summary>
/// <param name="Uid">The object's identity.</param>
/// <param name="OwnerUid">The identity of its managing owner, or null.</param>
/// <param name="Kind">Such as <c>StorageInstance</c>.</param>
/// <param name="Namespace">Where it lives.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">How it is.</param>
/// <param name="Reason">The cause as one word; empty when there is none to tell.</param>
/// <param name="Message">The cause and the remedy, for people; empty when there is none to tell.</param>
internal sealed record ResourceSnapshot(
    string Uid, string? OwnerUid, string Kind, string Namespace, string Name, ResourceState State, string Reason, string Message)
{
    /// <summary>A value worth showing beside the state: the URL, the image, the plan.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Since when it is as it is, as far as the object itself tells.</summary>
    public DateTimeOffset? Since { get; init; }
}
