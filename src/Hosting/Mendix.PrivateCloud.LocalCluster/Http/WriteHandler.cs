using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Deletion;
using Mendix.PrivateCloud.LocalCluster.Objects;
using Mendix.PrivateCloud.LocalCluster.Selection;
using Microsoft.AspNetCore.Http;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>Answers <c>create</c>, <c>update</c>, <c>delete</c> and <c>deletecollection</c>.</summary>
internal sealed class WriteHandler(Storage.ObjectStore store, ObjectWriter writer, ObjectDeleter deleter)
{
    public async Task CreateAsync(ResourceRequest request, byte[] body)
    {
        var (value, duplicates) = RequestBody.ParseObject(body, request.Type.Kind);
        var result = writer.Create(request.Type, request.Path.Namespace, value, request.WriteOptions(duplicates));
        await RespondAsync(request, result);
    }

    public async Task UpdateAsync(ResourceRequest request, byte[] body)
    {
        var (value, duplicates) = RequestBody.ParseObject(body, request.Type.Kind);
        await RespondAsync(request, writer.Update(request.Type, request.Key, value, request.WriteOptions(duplicates)));
    }

    public Task DeleteAsync(ResourceRequest request, byte[] body)
    {
        var (last, gone) = deleter.Delete(request.Type, request.Key, Options(request, body));
        return gone
            ? Responses.WriteAsync(request.Context, Success(request, last))
            : Responses.WriteAsync(request.Context, ListHandler.ResponseFor(request).Object(last));
    }

    public Task DeleteCollectionAsync(ResourceRequest request, byte[] body)
    {
        var options = Options(request, body);
        var labels = LabelSelector.Parse(request.Query("labelSelector"));
        var fields = FieldSelector.Parse(request.Query("fieldSelector"), request.Type);
        var (objects, revision) = store.Snapshot(request.Stored);
        var page = ListPage.Take(new ListStart(objects, revision, default), request.Path.Namespace, labels, fields, int.MaxValue);
        foreach (var item in page.Items)
        {
            try
            {
                deleter.Delete(request.Type, item.Key, options);
            }
            catch (ApiFailure failure) when (failure.Code == 404)
            {
                // Somebody else was faster.
            }
        }

        return ListHandler.WriteListAsync(
            request,
            ListHandler.ResponseFor(request),
            page.Items,
            new JsonObject { ["resourceVersion"] = store.Revision.ToString() });
    }

    public static Task RespondAsync(ResourceRequest request, WriteResult result)
    {
        Responses.Warn(request.Context, result.Warnings);
        return Responses.WriteAsync(
            request.Context,
            ListHandler.ResponseFor(request).Object(result.Object),
            result.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static DeleteOptions Options(ResourceRequest request, byte[] body) => body.Length > 0
        ? DeleteOptions.From(RequestBody.ParseObject(body, nameof(DeleteOptions)).Value)
        : DeleteOptions.From(request.Query("propagationPolicy"), request.Query("orphanDependents"), request.DryRun);

    private static JsonObject Success(ResourceRequest request, Storage.StoredObject last)
    {
        var details = new JsonObject { ["name"] = last.Name };
        if (request.Type.Group.Length > 0)
        {
            details["group"] = request.Type.Group;
        }

        details["kind"] = request.Type.Plural;
        details["uid"] = last.Uid;
        return new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        };
    }
}
