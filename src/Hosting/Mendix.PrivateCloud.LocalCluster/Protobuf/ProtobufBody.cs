using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Http;
using Mendix.PrivateCloud.LocalCluster.Objects;

namespace Mendix.PrivateCloud.LocalCluster.Protobuf;

/// <summary>
/// Turns protobuf bodies into JSON. The <c>kubectl create</c> commands since 1.32 send nothing else and do not fall back.
/// What is not in <see cref="MessageShapes"/> is refused: leaving a field out silently would store another object.
/// </summary>
internal static class ProtobufBody
{
    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    public static bool Is(ReadOnlySpan<byte> body) => body.StartsWith(Magic);

    public static JsonObject ToJson(ReadOnlySpan<byte> body)
    {
        try
        {
            return Unwrap(body[Magic.Length..]);
        }
        catch (Exception broken) when (broken is InvalidDataException or OverflowException)
        {
            throw Failures.BadRequest($"the object provided is unrecognized (must be valid protobuf): {broken.Message}");
        }
    }

    /// <summary>The envelope tells the kind, which tells how to read the rest.</summary>
    private static JsonObject Unwrap(ReadOnlySpan<byte> envelope)
    {
        string apiVersion = "", kind = "";
        ReadOnlySpan<byte> raw = default;
        var reader = new WireReader(envelope);
        while (reader.Read())
        {
            if (reader.Field == 1)
            {
                var type = new WireReader(reader.Bytes);
                while (type.Read())
                {
                    (apiVersion, kind) = type.Field == 1 ? (type.Text, kind) : (apiVersion, type.Text);
                }
            }
            else if (reader.Field == 2)
            {
                raw = reader.Bytes;
            }
        }

        var value = Message(raw, kind, "");
        value["apiVersion"] = apiVersion;
        value["kind"] = kind;
        return value;
    }

    private static JsonObject Message(ReadOnlySpan<byte> bytes, string message, string path)
    {
        var shape = MessageShapes.Find(message) ?? throw NotUnderstood($"the kind {message}");
        var value = new JsonObject();
        var reader = new WireReader(bytes);
        while (reader.Read())
        {
            if (!shape.TryGetValue(reader.Field, out var field))
            {
                throw NotUnderstood($"field {reader.Field} of {message}{(path.Length > 0 ? $" at {path}" : "")}");
            }

            Add(value, field, ref reader, path);
        }

        return value;
    }

    private static void Add(JsonObject value, MessageField field, ref WireReader reader, string path)
    {
        if (field.Type is "map" or "bytesMap")
        {
            AddEntry(value, field, reader.Bytes);
            return;
        }

        var node = Value(field, ref reader, path);
        if (field.Repeated)
        {
            if (value[field.Name] is not JsonArray items)
            {
                value[field.Name] = items = [];
            }

            items.Add(node);
        }
        else if (field.Name == "-")
        {
            foreach (var (name, inner) in node!.AsObject().ToList())
            {
                value[name] = inner?.DeepClone();
            }
        }
        else if (field.KeepsZero || !IsZero(node))
        {
            value[field.Name] = node;
        }
    }

    private static JsonNode? Value(MessageField field, ref WireReader reader, string path) => field.Type switch
    {
        "string" => reader.Text,
        "int" => reader.Number,
        "bool" => reader.Number != 0,
        "time" => Time(reader.Bytes),
        "intOrString" => IntOrString(reader.Bytes),
        _ => Message(reader.Bytes, field.Type, path.Length > 0 ? $"{path}.{field.Name}" : field.Name),
    };

    private static bool IsZero(JsonNode? node) => node switch
    {
        null => true,
        JsonObject fields => fields.Count == 0,
        JsonValue value when value.TryGetValue<string>(out var text) => text.Length == 0,
        JsonValue value when value.TryGetValue<long>(out var number) => number == 0,
        JsonValue value when value.TryGetValue<bool>(out var flag) => !flag,
        _ => false,
    };

    private static void AddEntry(JsonObject value, MessageField field, ReadOnlySpan<byte> entry)
    {
        var key = "";
        JsonNode content = "";
        var reader = new WireReader(entry);
        while (reader.Read())
        {
            if (reader.Field == 1)
            {
                key = reader.Text;
            }
            else
            {
                content = field.Type == "map" ? reader.Text : Convert.ToBase64String(reader.Bytes);
            }
        }

        if (value[field.Name] is not JsonObject entries)
        {
            value[field.Name] = entries = [];
        }

        entries[key] = content;
    }

    private static JsonNode? Time(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        var seconds = 0L;
        while (reader.Read())
        {
            seconds = reader.Field == 1 ? reader.Number : seconds;
        }

        return seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds).ToKubernetesTime();
    }

    private static JsonNode IntOrString(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        var (isText, number, text) = (false, 0L, "");
        while (reader.Read())
        {
            (isText, number, text) = reader.Field switch
            {
                1 => (reader.Number == 1, number, text),
                2 => (isText, reader.Number, text),
                _ => (isText, number, reader.Text),
            };
        }

        return isText ? text : number;
    }

    private static ApiFailure NotUnderstood(string what) => new(
        415,
        "UnsupportedMediaType",
        $"the local cluster understands little protobuf, and not {what}: send JSON, for instance with kubectl apply -f");
}
