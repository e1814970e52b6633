using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Protobuf;

namespace Mendix.PrivateCloud.LocalCluster.OpenApi;

/// <summary>
/// The OpenAPI v2 document in the only form that kubectl before 1.27 reads. Field numbers are those of gnostic's published OpenAPIv2 messages.
/// </summary>
internal static class OpenApiV2Protobuf
{
    // Clients ask for "…v2@v1.0+protobuf", which is no valid media type: the answer has a dot, as that of Kubernetes since 1.24.
    public const string MediaType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    private static readonly (string Name, int Field)[] Methods = [("get", 2), ("put", 3), ("post", 4), ("delete", 5), ("patch", 8)];

    public static byte[] Write(JsonObject document) => new WireWriter()
        .Text(1, document.String("swagger"))
        .Message(2, new WireWriter().Text(1, document["info"].String("title")).Text(2, document["info"].String("version")))
        .Message(8, Named(2, document.Object("paths"), PathItem))
        .Message(9, Named(1, document.Object("definitions"), SchemaProtobuf.Write))
        .Written
        .ToArray();

    /// <summary>A map: repeated pairs of name and value.</summary>
    public static WireWriter Named(int field, JsonObject? entries, Func<JsonObject, WireWriter> write)
    {
        var result = new WireWriter();
        foreach (var (name, value) in entries ?? [])
        {
            result.Message(field, new WireWriter().Text(1, name).Message(2, write(value!.AsObject())));
        }

        return result;
    }

    /// <summary>The <c>x-</c> fields, their values as YAML text, of which JSON is a kind.</summary>
    public static WireWriter Extensions(this WireWriter message, int field, JsonObject value)
    {
        foreach (var (name, content) in value.Where(entry => entry.Key.StartsWith("x-", StringComparison.Ordinal)))
        {
            message.Message(field, new WireWriter().Text(1, name).Message(2, Any(content)));
        }

        return message;
    }

    public static WireWriter? Any(JsonNode? value) => value is null ? null : new WireWriter().Text(2, value.ToJsonString(Json.Relaxed));

    private static WireWriter PathItem(JsonObject path)
    {
        var item = new WireWriter();
        foreach (var (name, field) in Methods)
        {
            if (path.Object(name) is { } operation)
            {
                item.Message(field, Operation(operation));
            }
        }

        return Parameters(item, 9, path).Extensions(10, path);
    }

    private static WireWriter Operation(JsonObject operation)
    {
        var message = new WireWriter()
            .Texts(6, operation.Array("produces")?.Select(Json.AsString).OfType<string>() ?? [])
            .Texts(7, operation.Array("consumes")?.Select(Json.AsString).OfType<string>() ?? []);
        return Parameters(message, 8, operation)
            .Message(9, Named(1, operation.Object("responses"), Response))
            .Extensions(13, operation);
    }

    private static WireWriter Response(JsonObject response) => new WireWriter().Message(1, new WireWriter()
        .Text(1, response.String("description"))
        .Message(2, response.Object("schema") is { } schema ? new WireWriter().Message(1, SchemaProtobuf.Write(schema)) : null));

    private static WireWriter Parameters(WireWriter message, int field, JsonObject owner)
    {
        foreach (var parameter in owner.Objects("parameters"))
        {
            message.Message(field, new WireWriter().Message(1, Parameter(parameter)));
        }

        return message;
    }

    private static WireWriter Parameter(JsonObject parameter) => parameter.String("in") switch
    {
        "body" => new WireWriter().Message(1, new WireWriter()
            .Text(2, parameter.String("name"))
            .Text(3, "body")
            .Number(4, 1)
            .Message(5, parameter.Object("schema") is { } schema ? SchemaProtobuf.Write(schema) : null)),
        "path" => new WireWriter().Message(2, new WireWriter().Message(4, new WireWriter()
            .Number(1, 1)
            .Text(2, "path")
            .Text(4, parameter.String("name"))
            .Text(5, parameter.String("type")))),
        _ => new WireWriter().Message(2, new WireWriter().Message(3, new WireWriter()
            .Text(2, "query")
            .Text(4, parameter.String("name"))
            .Text(6, parameter.String("type")))),
    };
}
