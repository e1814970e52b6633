using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Objects;
using Mendix.PrivateCloud.LocalCluster.Schemas;
using Mendix.PrivateCloud.LocalCluster.Storage;
using Mendix.PrivateCloud.LocalCluster.Tables;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>Stored objects in the version and form that a request asked for.</summary>
internal sealed class ObjectResponse(ResourceType type, Representation representation, string includeObject, TimeProvider clock)
{
    private readonly byte[] _head = CanonicalJson.Head(type.ApiVersion, type.Kind);

    public Form Form => representation.Form;

    /// <summary>One object, without a copy when it is stored just so.</summary>
    public ReadOnlyMemory<byte> Object(StoredObject value) => Form switch
    {
        Form.Table => CanonicalJson.Serialize(Table([value], null)),
        Form.MetadataOnly => CanonicalJson.Serialize(MetadataOf(value)),
        _ => Full(value),
    };

    /// <summary>
    /// One object inside a list, after its opening brace. The list says what built-in objects are; only custom ones repeat it,
    /// as in Kubernetes.
    /// </summary>
    public ReadOnlyMemory<byte> ItemContent(StoredObject value)
    {
        if (Form == Form.MetadataOnly)
        {
            return CanonicalJson.Serialize(MetadataOf(value)).AsMemory(1);
        }

        return type.IsCustom ? Full(value)[1..] : Full(value)[(_head.Length + 1)..];
    }

    /// <summary>The object for a watch event; only the first table of a watch names its columns.</summary>
    public ReadOnlyMemory<byte> WatchObject(StoredObject value, bool first)
    {
        if (Form != Form.Table)
        {
            return Object(value);
        }

        var table = Table([value], null);
        table["metadata"] = new JsonObject { ["resourceVersion"] = value.ResourceVersion.ToString() };
        if (!first)
        {
            table["columnDefinitions"] = null;
        }

        return CanonicalJson.Serialize(table);
    }

    public JsonObject Table(IEnumerable<StoredObject> values, JsonObject? listMetadata)
    {
        var table = ObjectTable.Render(type, values.Select(value => JsonNode.Parse(Full(value).Span)!.AsObject()), includeObject, clock.GetUtcNow());
        table["apiVersion"] = $"meta.k8s.io/{representation.Version}";
        if (listMetadata is not null)
        {
            table["metadata"] = listMetadata;
        }

        return table;
    }

    private ReadOnlyMemory<byte> Full(StoredObject value) =>
        value.Json.AsSpan().StartsWith(_head) ? value.Json : CanonicalJson.Serialize(InVersion(value));

    private JsonObject InVersion(StoredObject value)
    {
        var json = EventForm.FromStored(type, value.Parse());
        json["apiVersion"] = type.ApiVersion;
        return json;
    }

    private JsonObject MetadataOf(StoredObject value) => new()
    {
        ["apiVersion"] = $"meta.k8s.io/{representation.Version}",
        ["kind"] = "PartialObjectMetadata",
        ["metadata"] = value.Parse()["metadata"]!.DeepClone(),
    };
}
