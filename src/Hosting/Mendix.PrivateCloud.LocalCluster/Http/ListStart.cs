using System.Collections.Immutable;
using Mendix.PrivateCloud.LocalCluster.Schemas;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>The objects that a list reads, the revision they have, and the first key it may return.</summary>
internal sealed record ListStart(ImmutableSortedSet<StoredObject> Objects, long Revision, ObjectKey First)
{
    public static ListStart From(ObjectStore store, ResourceRequest request)
    {
        var version = request.ResourceVersion;
        var match = request.Query("resourceVersionMatch");
        if (request.Query("continue") is { Length: > 0 } token)
        {
            return version is > 0
                ? throw Failures.BadRequest("specifying resource version is not allowed when using continue")
                : Continue(store, request, ContinueToken.Read(token));
        }

        var (objects, revision) = store.Snapshot(request.Stored);
        switch (match)
        {
            case null or "" or "NotOlderThan" when match is null or "" || version is not null:
                // What is current satisfies "not older than" and the legacy "any"; only the future cannot be served.
                return version > revision
                    ? throw Failures.TooLargeResourceVersion(version.Value, revision)
                    : new ListStart(objects, revision, default);
            case "Exact" when version is > 0:
                return version > revision
                    ? throw Failures.TooLargeResourceVersion(version.Value, revision)
                    : new ListStart(At(store, request.Stored, version.Value), version.Value, default);
            case "Exact" or "NotOlderThan":
                throw Refused(FieldError.Forbidden("resourceVersionMatch", version is null
                    ? "resourceVersionMatch is forbidden unless resourceVersion is provided"
                    : "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
            default:
                throw Refused(FieldError.NotSupported("resourceVersionMatch", match, ["Exact", "NotOlderThan", ""]));
        }
    }

    private static ApiFailure Refused(FieldError error) => Failures.InvalidOptions("ListOptions", error);

    private static ImmutableSortedSet<StoredObject> At(ObjectStore store, GroupResource resource, long revision) =>
        store.SnapshotAt(resource, revision)
        ?? throw Failures.Expired(revision, store.Collection(resource).CompactedRevision);

    private static ListStart Continue(ObjectStore store, ResourceRequest request, (long Revision, ObjectKey Next) token)
    {
        if (token.Revision == ContinueToken.Inconsistent)
        {
            var (objects, revision) = store.Snapshot(request.Stored);
            return new ListStart(objects, revision, token.Next);
        }

        return store.SnapshotAt(request.Stored, token.Revision) is { } then
            ? new ListStart(then, token.Revision, token.Next)
            : throw Failures.ContinueExpired(ContinueToken.Write(ContinueToken.Inconsistent, token.Next));
    }
}
