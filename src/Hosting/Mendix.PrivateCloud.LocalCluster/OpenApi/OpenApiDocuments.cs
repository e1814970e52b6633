using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.OpenApi;

/// <summary>The documents below <c>/openapi</c>. They are large, and many kubectl commands ask for them: kept until other kinds are served.</summary>
internal sealed class OpenApiDocuments(ResourceRegistry registry)
{
    private Generation? _kept;

    private sealed record Generation(object Served, ConcurrentDictionary<string, byte[]> Documents);

    /// <summary>Null if there is no such document.</summary>
    public byte[]? Find(string[] path, bool protobuf)
    {
        var documents = Current();
        var key = $"{string.Join('/', path)} {protobuf}";
        if (!documents.TryGetValue(key, out var document) && Write(path, protobuf) is { } written)
        {
            documents[key] = document = written;
        }

        return document;
    }

    private ConcurrentDictionary<string, byte[]> Current()
    {
        // Read before the kinds: a document may be newer than its generation says, never older.
        var served = registry.Generation;
        var kept = Volatile.Read(ref _kept);
        if (kept is null || !ReferenceEquals(kept.Served, served))
        {
            kept = new Generation(served, []);
            Volatile.Write(ref _kept, kept);
        }

        return kept.Documents;
    }

    private byte[]? Write(string[] path, bool protobuf) => path switch
    {
        ["openapi", "v2"] when protobuf => OpenApiV2Protobuf.Write(OpenApiV2.Document(registry.All)),
        ["openapi", "v2"] => Json(OpenApiV2.Document(registry.All)),
        ["openapi", "v3"] => Json(OpenApiV3.Index(registry.All)),
        ["openapi", "v3", "api", var version] => Json(OpenApiV3.Document("", version, registry.All)),
        ["openapi", "v3", "apis", var group, var version] => Json(OpenApiV3.Document(group, version, registry.All)),
        _ => null,
    };

    private static byte[]? Json(JsonObject? document) => document is null ? null : CanonicalJson.Serialize(document);
}
