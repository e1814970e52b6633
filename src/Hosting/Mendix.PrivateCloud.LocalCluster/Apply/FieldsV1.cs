using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>Field sets as <c>metadata.managedFields[].fieldsV1</c> writes them.</summary>
internal static class FieldsV1
{
    private const string Self = ".";

    public static JsonObject Write(FieldSet set) => Write(set, includeSelf: false);

    /// <exception cref="FormatException">A step is malformed.</exception>
    public static FieldSet Read(JsonObject fields) => Read(fields, out _) ?? new FieldSet();

    private static JsonObject Write(FieldSet set, bool includeSelf)
    {
        var fields = new JsonObject();
        if (includeSelf)
        {
            fields.Add(Self, new JsonObject());
        }

        foreach (var (step, isMember, children) in set.Steps)
        {
            fields.Add(step.Serialized, children is null ? new JsonObject() : Write(children, isMember));
        }

        return fields;
    }

    private static FieldSet? Read(JsonObject fields, out bool isMember)
    {
        // An empty object is a leaf; an object with children is a member only if it says so.
        isMember = fields.Count == 0;
        if (isMember)
        {
            return null;
        }

        var set = new FieldSet();
        foreach (var (name, value) in fields)
        {
            if (name == Self)
            {
                isMember = true;
            }
            else if (PathElement.TryParse(name, out var step))
            {
                var children = Read(value as JsonObject ?? [], out var childIsMember);
                set.Put(step, childIsMember, children);
            }
        }

        isMember |= set.IsEmpty;
        return set.IsEmpty ? null : set;
    }
}
