using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Objects;

/// <summary>The object after a write (or as it would be, in a dry run) and what the client should be warned of.</summary>
internal sealed record WriteResult(StoredObject Object, bool Created, IReadOnlyList<string> Warnings);
