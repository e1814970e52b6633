using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>Fields that occur twice in one JSON object.</summary>
internal static class DuplicateFields
{
    /// <summary>Each as <c>duplicate field "spec.replicas"</c>.</summary>
    public static IReadOnlyList<string> Find(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        List<string>? found = null;
        var open = new Stack<(HashSet<string>? Names, string Path)>();
        var name = "";
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push(([], Join(open, name)));
                    name = "";
                    break;
                case JsonTokenType.StartArray:
                    open.Push((null, Join(open, name)));
                    name = "";
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    name = reader.GetString()!;
                    if (!open.Peek().Names!.Add(name))
                    {
                        (found ??= []).Add($"duplicate field \"{Join(open, name)}\"");
                    }

                    break;
            }
        }

        return found ?? [];
    }

    /// <summary>Parses with the last of several values of one field.</summary>
    public static JsonNode? KeepLast(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return Build(ref reader);
    }

    private static JsonNode? Build(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var fields = new JsonObject();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    fields[name] = Build(ref reader);
                }

                return fields;
            case JsonTokenType.StartArray:
                var items = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Build(ref reader));
                }

                return items;
            default:
                return JsonNode.Parse(ref reader);
        }
    }

    private static string Join(Stack<(HashSet<string>? Names, string Path)> open, string name)
    {
        var parent = open.TryPeek(out var top) ? top.Path : "";
        return parent.Length == 0 || name.Length == 0 ? parent + name : $"{parent}.{name}";
    }
}
