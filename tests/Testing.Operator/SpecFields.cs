using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Testing.Operator;

/// <summary>The fields of a MendixApp's spec, from its types: a field that is added tomorrow is among them.</summary>
public static class SpecFields
{
    /// <summary>The paths of all fields that hold a value, a list or a map, such as <c>runtime.dtapMode</c>.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Below(typeof(MendixAppSpec), "")];

    /// <summary>Lays JSON over a spec: objects are merged, everything else is replaced, null removes.</summary>
    public static void Merge(MendixAppSpec spec, string json)
    {
        var app = new MendixApp { Metadata = new ObjectMeta { Name = "any" }, Spec = spec };
        var node = JsonSerializer.SerializeToNode(app, MendixApp.TypeInfo)!;
        Merge(node["spec"]!.AsObject(), JsonNode.Parse(json)!.AsObject());
        var merged = node.Deserialize(MendixApp.TypeInfo)!.Spec!;
        foreach (var property in typeof(MendixAppSpec).GetProperties())
        {
            property.SetValue(spec, property.GetValue(merged));
        }
    }

    /// <summary>What a field holds, as JSON; null when it is not set.</summary>
    public static string? Read(MendixAppSpec spec, string field)
    {
        var node = JsonSerializer.SerializeToNode(new MendixApp { Metadata = new ObjectMeta { Name = "any" }, Spec = spec }, MendixApp.TypeInfo)!["spec"];
        return field.Split('.').Aggregate(node, (found, name) => found?[name])?.ToJsonString();
    }

    private static IEnumerable<string> Below(Type type, string prefix)
    {
        foreach (var property in MendixApp.TypeInfo.Options.GetTypeInfo(type).Properties.Where(property => !property.IsExtensionData))
        {
            var inner = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            var isGroup = inner.Namespace == typeof(MendixAppSpec).Namespace
                && MendixApp.TypeInfo.Options.GetTypeInfo(inner).Kind == JsonTypeInfoKind.Object;
            foreach (var path in isGroup ? Below(inner, $"{prefix}{property.Name}.") : [$"{prefix}{property.Name}"])
            {
                yield return path;
            }
        }
    }

    private static void Merge(JsonObject target, JsonObject source)
    {
        foreach (var (name, value) in source)
        {
            if (value is JsonObject inner && target[name] is JsonObject existing)
            {
                Merge(existing, inner);
            }
            else if (value is null)
            {
                target.Remove(name);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }
}
