using Mendix.PrivateCloud.LocalCluster.Selection;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>Some objects, and where the next page begins if there is one.</summary>
internal sealed record ListPage(IReadOnlyList<StoredObject> Items, ObjectKey? Continue, int Remaining)
{
    public static ListPage Take(ListStart start, string space, LabelSelector labels, FieldSelector fields, int limit)
    {
        space = space.Length > 0 ? space : fields.Namespace ?? "";
        var objects = start.Objects;
        var first = start.First == default && space.Length > 0 ? new ObjectKey(space, "") : start.First;
        var items = new List<StoredObject>();
        for (var i = first == default ? 0 : ObjectCollection.PositionOf(objects, first); i < objects.Count; i++)
        {
            var value = objects[i];
            if (space.Length > 0 && value.Namespace != space)
            {
                break;
            }

            if (!labels.Matches(value) || !fields.Matches(value))
            {
                continue;
            }

            if (items.Count == limit)
            {
                return new ListPage(items, value.Key, RemainingFrom(start, i, space));
            }

            items.Add(value);
        }

        return new ListPage(items, null, 0);
    }

    private static int RemainingFrom(ListStart start, int index, string space)
    {
        var end = space.Length == 0
            ? start.Objects.Count
            : ObjectCollection.PositionOf(start.Objects, new ObjectKey(space + "\0", ""));
        return end - index;
    }
}
