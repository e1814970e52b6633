using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Manifests;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Manifests;

public sealed class YamlWriterTests
{
    [Fact]
    public void Objects_lists_and_texts_are_written_as_kubectl_does()
    {
        var yaml = Write(
            """{"a":{"b":[{"c":1,"d":[2,[3,"x"]]},"e"],"f":{},"g":[]},"text":"one\ntwo\n","open":"one\n\n  two","h":null,"i":true}""");

        Assert.Equal(
            """
            a:
              b:
              - c: 1
                d:
                - 2
                - - 3
                  - x
              - e
              f: {}
              g: []
            text: |
              one
              two
            open: |-
              one

                two
            h: null
            i: true

            """,
            yaml);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("Yes")]
    [InlineData("n")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("0x1F")]
    [InlineData("1_000")]
    [InlineData("12:30:45")]
    [InlineData("2026-02-03")]
    [InlineData("2026-02-03T04:05:06Z")]
    [InlineData("1e3")]
    [InlineData(".5")]
    [InlineData("- x")]
    [InlineData("---")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("*a")]
    [InlineData("&a")]
    [InlineData("!a")]
    [InlineData("{a}")]
    [InlineData("[a]")]
    [InlineData("'a'")]
    [InlineData("%a")]
    [InlineData("@a")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("a:")]
    [InlineData("?")]
    [InlineData("tab\there")]
    [InlineData("\u0007")]
    [InlineData("<<")]
    public void What_would_be_read_as_something_else_is_quoted(string text) =>
        Assert.StartsWith("v: \"", Write(new JsonObject { ["v"] = text }.ToJsonString()), StringComparison.Ordinal);

    [Theory]
    [InlineData("plain")]
    [InlineData("with spaces and 'quotes' inside")]
    [InlineData("https://example.com/a?b=c")]
    [InlineData("512Mi")]
    [InlineData("50%")]
    [InlineData("/path")]
    [InlineData("<none>")]
    public void Everything_else_is_not(string text) => Assert.Equal($"v: {text}\n", Write(new JsonObject { ["v"] = text }.ToJsonString()));

    [Fact]
    public void Whatever_is_written_is_read_back_the_same()
    {
        var random = new Random(20260203);
        for (var round = 0; round < 2000; round++)
        {
            var value = RandomValue(random, depth: 4);
            var manifest = new JsonObject
            {
                ["apiVersion"] = "example.com/v1",
                ["kind"] = "X",
                ["metadata"] = new JsonObject { ["name"] = "x" },
                ["value"] = value,
            };

            var yaml = Write(manifest.ToJsonString());

            var read = JsonNode.Parse(ManifestReader.Read(yaml).Manifests[0].Json.GetRawText());
            Assert.True(JsonNode.DeepEquals(manifest, read), $"{manifest.ToJsonString()}\n{yaml}\n{read!.ToJsonString()}");
        }
    }

    private static JsonNode? RandomValue(Random random, int depth) => random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.Next(-1000, 1000),
        3 or 4 => RandomText(random),
        5 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => RandomValue(random, depth - 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(4)).Select(_ => RandomText(random)).Distinct()
            .Select(key => KeyValuePair.Create(key, RandomValue(random, depth - 1)))),
    };

    private static string RandomText(Random random)
    {
        string[] pieces = ["a", "B", "1", "0", ".", ":", " ", "-", "#", "\n", "\t", "\"", "'", "\\", "{", "]", "é", "😀", "\u0001", "\u2028", "yes", "~", "e", "<<", "|", ">", "%", ","];
        return string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => pieces[random.Next(pieces.Length)]));
    }

    private static string Write(string json) => YamlWriter.Write(JsonDocument.Parse(json).RootElement);
}
