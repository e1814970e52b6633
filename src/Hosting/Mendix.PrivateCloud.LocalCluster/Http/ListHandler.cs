using System.Text;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Resources;
using Mendix.PrivateCloud.LocalCluster.Selection;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>Answers <c>get</c> and <c>list</c>, in pages from one moment.</summary>
internal sealed class ListHandler(ObjectStore store)
{
    private static readonly byte[] FirstItem = "{"u8.ToArray();
    private static readonly byte[] NextItem = ",{"u8.ToArray();
    private static readonly byte[] ItemsEnd = "]}\n"u8.ToArray();

    public Task GetAsync(ResourceRequest request)
    {
        var found = store.Find(request.Stored, request.Key) ?? throw Failures.NotFound(request.Type.Named(), request.Path.Name);
        return Responses.WriteAsync(request.Context, ResponseFor(request).Object(found));
    }

    public Task ListAsync(ResourceRequest request)
    {
        var labels = LabelSelector.Parse(request.Query("labelSelector"));
        var fields = FieldSelector.Parse(request.Query("fieldSelector"), request.Type);
        var start = ListStart.From(store, request);
        var limit = (int)Math.Min(request.NumberQuery("limit") ?? 0, int.MaxValue);
        var page = ListPage.Take(start, request.Path.Namespace, labels, fields, limit == 0 ? int.MaxValue : limit);

        var metadata = new JsonObject { ["resourceVersion"] = start.Revision.ToString() };
        if (page.Continue is { } next)
        {
            metadata["continue"] = ContinueToken.Write(start.Revision, next);
            if (labels.IsEverything && fields.IsEverything)
            {
                metadata["remainingItemCount"] = page.Remaining;
            }
        }

        var response = ResponseFor(request);
        return response.Form == Form.Table
            ? Responses.WriteAsync(request.Context, response.Table(page.Items, metadata))
            : WriteListAsync(request, response, page.Items, metadata);
    }

    public static async Task WriteListAsync(
        ResourceRequest request, ObjectResponse response, IReadOnlyList<StoredObject> items, JsonObject metadata)
    {
        var (kind, version) = response.Form == Form.MetadataOnly
            ? ("PartialObjectMetadataList", $"meta.k8s.io/{request.Representation.Version}")
            : (request.Type.ListKind, request.Type.ApiVersion);
        Responses.Begin(request.Context, 200);
        var writer = request.Context.Response.BodyWriter;
        var cancellationToken = request.Context.RequestAborted;
        await writer.WriteAsync(
            Encoding.UTF8.GetBytes($"{{\"kind\":\"{kind}\",\"apiVersion\":\"{version}\",\"metadata\":{metadata.ToJsonString()},\"items\":["),
            cancellationToken);
        for (var i = 0; i < items.Count; i++)
        {
            await writer.WriteAsync(i == 0 ? FirstItem : NextItem, cancellationToken);
            await writer.WriteAsync(response.ItemContent(items[i]), cancellationToken);
        }

        await writer.WriteAsync(ItemsEnd, cancellationToken);
    }

    public static ObjectResponse ResponseFor(ResourceRequest request) =>
        new(request.Type, request.Representation, request.Query("includeObject") ?? "", request.Clock);
}
