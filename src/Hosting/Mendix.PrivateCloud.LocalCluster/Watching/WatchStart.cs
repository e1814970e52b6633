using Mendix.PrivateCloud.LocalCluster.Http;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Watching;

/// <summary>Where a watch begins, and whether it first shows what there is.</summary>
internal sealed record WatchStart(long Revision, bool InitialObjects, bool Bookmarks, bool InitialEventsEnd)
{
    public static WatchStart From(ResourceRequest request)
    {
        var revision = request.ResourceVersion ?? 0;
        var bookmarks = request.Query("allowWatchBookmarks") is "true" or "1";
        var sendInitialEvents = request.Query("sendInitialEvents");
        if (sendInitialEvents is "true" && request.Query("resourceVersionMatch") != "NotOlderThan")
        {
            throw Failures.InvalidOptions("ListOptions", FieldError.Forbidden(
                "sendInitialEvents", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
        }

        return new WatchStart(
            revision,
            InitialObjects: sendInitialEvents is "true" || (sendInitialEvents is null && revision == 0),
            bookmarks,
            InitialEventsEnd: sendInitialEvents is "true" && bookmarks);
    }
}
