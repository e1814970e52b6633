using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Http;
using Mendix.PrivateCloud.LocalCluster.Schemas;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Watching;

/// <summary>Writes watch events, one JSON document to a line.</summary>
internal sealed class WatchStream(PipeWriter writer, ObjectResponse response, ResourceType type)
{
    private bool _first = true;

    public void Write(ChangeType change, StoredObject value)
    {
        writer.Write(change switch
        {
            ChangeType.Added => "{\"type\":\"ADDED\",\"object\":"u8,
            ChangeType.Modified => "{\"type\":\"MODIFIED\",\"object\":"u8,
            _ => "{\"type\":\"DELETED\",\"object\":"u8,
        });
        writer.Write(response.WatchObject(value, _first).Span);
        writer.Write("}\n"u8);
        _first = false;
    }

    public void Bookmark(long revision, bool endOfInitialEvents)
    {
        var metadata = new JsonObject { ["resourceVersion"] = revision.ToString(), ["creationTimestamp"] = null };
        if (endOfInitialEvents)
        {
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        }

        WriteEvent("BOOKMARK", response.Form == Form.Table
            ? new JsonObject
            {
                ["kind"] = "Table",
                ["apiVersion"] = "meta.k8s.io/v1",
                ["metadata"] = metadata,
                ["columnDefinitions"] = null,
                ["rows"] = new JsonArray(),
            }
            : new JsonObject { ["kind"] = type.Kind, ["apiVersion"] = type.ApiVersion, ["metadata"] = metadata });
    }

    public void Error(ApiFailure failure) => WriteEvent("ERROR", failure.ToStatus());

    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken) => writer.FlushAsync(cancellationToken);

    private void WriteEvent(string name, JsonObject value)
    {
        writer.Write(CanonicalJson.Serialize(new JsonObject { ["type"] = name, ["object"] = value }));
        writer.Write("\n"u8);
    }
}
