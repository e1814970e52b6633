using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Storage;

/// <summary>
/// One immutable state of an object: its JSON as bytes, which lists and watches copy out as they are,
/// and the little that selectors and the garbage collector ask of every object.
/// </summary>
internal sealed class StoredObject
{
    private static readonly KeyValuePair<string, string>[] NoLabels = [];

    private StoredObject(ObjectKey key)
    {
        Key = key;
        Json = [];
        Uid = "";
        Labels = NoLabels;
        OwnerUids = [];
    }

    public ObjectKey Key { get; }

    public string Namespace => Key.Namespace;

    public string Name => Key.Name;

    public string Uid { get; private init; }

    public long ResourceVersion { get; private init; }

    public byte[] Json { get; private init; }

    public IReadOnlyList<KeyValuePair<string, string>> Labels { get; private init; }

    public IReadOnlyList<string> OwnerUids { get; private init; }

    public bool IsBeingDeleted { get; private init; }

    /// <summary>An object that is nothing but its place in the order, to search with.</summary>
    public static StoredObject At(ObjectKey key) => new(key);

    public static StoredObject From(JsonObject json, long resourceVersion)
    {
        var metadata = json["metadata"]!.AsObject();
        metadata["resourceVersion"] = resourceVersion.ToString();
        return Index(json, CanonicalJson.Serialize(json), resourceVersion);
    }

    /// <summary>An object that only looks as if it had been created.</summary>
    public static StoredObject Unstored(JsonObject json) => Index(json, CanonicalJson.Serialize(json), 0);

    public static StoredObject FromBytes(byte[] bytes, long resourceVersion) =>
        Index(JsonNode.Parse(bytes)!.AsObject(), bytes, resourceVersion);

    /// <summary>A fresh, mutable copy.</summary>
    public JsonObject Parse() => JsonNode.Parse(Json)!.AsObject();

    private static StoredObject Index(JsonObject json, byte[] bytes, long resourceVersion)
    {
        var metadata = json["metadata"]!.AsObject();
        return new StoredObject(new ObjectKey((string?)metadata["namespace"] ?? "", (string)metadata["name"]!))
        {
            Uid = (string?)metadata["uid"] ?? "",
            ResourceVersion = resourceVersion,
            Json = bytes,
            Labels = metadata["labels"] is JsonObject { Count: > 0 } labels
                ? [.. labels.Select(label => KeyValuePair.Create(string.Intern(label.Key), (string?)label.Value ?? ""))]
                : NoLabels,
            OwnerUids = metadata["ownerReferences"] is JsonArray { Count: > 0 } owners
                ? [.. owners.Select(owner => (string?)owner?["uid"] ?? "")]
                : [],
            IsBeingDeleted = metadata["deletionTimestamp"] is not null,
        };
    }
}
