using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Objects;

/// <summary>A write to an object leaves its status alone, and a write to the status leaves the object alone.</summary>
internal static class Subresources
{
    public const string Status = "status";

    public static JsonObject Confine(ResourceType type, string subresource, JsonObject old, JsonObject candidate)
    {
        if (!type.HasStatus)
        {
            return candidate;
        }

        if (subresource != Status)
        {
            Take(Status, from: old, to: candidate);
            return candidate;
        }

        var next = old.DeepClone().AsObject();
        Take(Status, from: candidate, to: next);
        Take("managedFields", from: candidate["metadata"] as JsonObject ?? [], to: next["metadata"]!.AsObject());
        return next;
    }

    private static void Take(string name, JsonObject from, JsonObject to)
    {
        if (from[name] is { } value)
        {
            to[name] = value.DeepClone();
        }
        else
        {
            to.Remove(name);
        }
    }
}
