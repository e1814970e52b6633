using System.Net;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.ApiConformance.Servers;

/// <summary>What a server answered.</summary>
/// <param name="Code">The status code.</param>
/// <param name="Text">The body as it came.</param>
/// <param name="Warnings">The texts of its Warning headers.</param>
public sealed record Answer(HttpStatusCode Code, string Text, IReadOnlyList<string> Warnings)
{
    private JsonObject? _body;

    /// <summary>The body as JSON.</summary>
    public JsonObject Body => _body ??= JsonNode.Parse(Text)!.AsObject();

    public JsonNode Metadata => Body["metadata"]!;

    public string Name => (string)Metadata["name"]!;

    public string ResourceVersion => (string)Metadata["resourceVersion"]!;

    public long Generation => (long)Metadata["generation"]!;

    /// <summary>The names of a list's items.</summary>
    public IEnumerable<string> Names => Body["items"]!.AsArray().Select(item => (string)item!["metadata"]!["name"]!);

    /// <summary>The message of a Status.</summary>
    public string? Message => (string?)Body["message"];

    /// <summary>Fails unless the request was a success.</summary>
    public Answer Ok()
    {
        Assert.True((int)Code is >= 200 and < 300, $"{(int)Code}: {Text}");
        return this;
    }

    /// <summary>Compares a refusal with all that it should say, field by field.</summary>
    public void IsStatus(string expected)
    {
        var wanted = JsonNode.Parse(expected)!.AsObject();
        foreach (var (field, value) in new[] { ("kind", "Status"), ("apiVersion", "v1"), ("status", "Failure") })
        {
            wanted[field] = value;
        }

        wanted["metadata"] = new JsonObject();
        wanted["code"] = (int)Code;
        Json.Equal(wanted, Body);
    }
}
