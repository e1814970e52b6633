using System.Text.Json.Nodes;
using static Mendix.PrivateCloud.LocalCluster.Tests.Parsing;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Schemas;

public sealed class CustomResourceSchemaTests
{
    [Fact]
    public void Defaults_are_filled_in_also_within_defaults()
    {
        AssertJson("""{"size":"small","replicas":1,"ports":[{"port":1,"protocol":"TCP"}],"limits":{"cpu":"1"}}""",
            Normalized("""{"size":"small","ports":[{"port":1}]}"""));
    }

    [Fact]
    public void Null_is_nothing_unless_the_schema_allows_it()
    {
        AssertJson("""{"size":"small","replicas":1,"note":null,"limits":{"cpu":"1"}}""",
            Normalized("""{"size":"small","replicas":null,"name":null,"note":null}"""));
    }

    [Fact]
    public void Unknown_fields_go_except_where_they_are_preserved()
    {
        AssertJson("""
            {"size":"small","ports":[{"port":1,"protocol":"TCP"}],"free":{"any":{"thing":1}},
             "embedded":{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"},"spec":{"a":1}},"replicas":1,"limits":{"cpu":"1"}}
            """,
            Normalized("""
            {"size":"small","typo":1,"ports":[{"port":1,"typo":2}],"free":{"any":{"thing":1}},
             "embedded":{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x","typo":1},"spec":{"a":1},"typo":3}}
            """));
    }

    [Fact]
    public void Unknown_fields_are_named_with_their_paths()
    {
        var widget = Widgets.Widget("""{"size":"small","typo":1,"ports":[{"port":1},{"port":2,"tpyo":2}],"embedded":{"metadata":{"nam":"x"}}}""");
        widget["metadata"]!["lables"] = new JsonObject();

        Assert.Equal(
        [
            "unknown field \"metadata.lables\"",
            "unknown field \"spec.typo\"",
            "unknown field \"spec.ports[1].tpyo\"",
            "unknown field \"spec.embedded.metadata.nam\"",
        ], Widgets.Type.FindUnknownFields(widget));
    }

    [Theory]
    [InlineData("{}", "spec.size: Required value")]
    [InlineData("""{"size":"huge"}""", "spec.size: Unsupported value: \"huge\": supported values: \"small\", \"large\"")]
    [InlineData("""{"size":5}""", "spec.size: Invalid value: \"integer\": spec.size in body must be of type string: \"integer\"")]
    [InlineData("""{"size":"small","replicas":11}""",
        "spec.replicas: Invalid value: 11: spec.replicas in body should be less than or equal to 10")]
    [InlineData("""{"size":"small","name":"a"}""",
        "spec.name: Invalid value: \"a\": spec.name in body should be at least 2 chars long")]
    [InlineData("""{"size":"small","name":"abcdef"}""", "spec.name: Too long: may not be more than 5 bytes")]
    [InlineData("""{"size":"small","name":"A1"}""",
        "spec.name: Invalid value: \"A1\": spec.name in body should match '^[a-z]+$'")]
    [InlineData("""{"size":"small","port":true}""",
        "spec.port: Invalid value: \"boolean\": spec.port in body must be of type integer,string: \"boolean\"")]
    [InlineData("""{"size":"small","args":["1","2","3","4"]}""", "spec.args: Too many: 4: must have at most 3 items")]
    [InlineData("""{"size":"small","tags":["a","b","a"]}""", "spec.tags[2]: Duplicate value: \"a\"")]
    [InlineData("""{"size":"small","ports":[{"port":1},{"port":1,"protocol":"TCP"}]}""",
        "spec.ports[1]: Duplicate value: {\"port\":1,\"protocol\":\"TCP\"}")]
    [InlineData("""{"size":"small","ports":[{"name":"x"}]}""", "spec.ports[0].port: Required value")]
    public void Violations_read_as_kubernetes_words_them(string spec, string expected)
    {
        var widget = Widgets.Widget(spec);
        Widgets.Type.Normalize(widget);

        Assert.Equal(expected, Assert.Single(Widgets.Type.Validate(widget, null)).Message);
    }

    [Fact]
    public void A_valid_object_has_no_violations()
    {
        var widget = Widgets.Widget("""{"size":"small","port":"http","ports":[{"port":1},{"port":1,"protocol":"UDP"}],"note":null}""");
        Widgets.Type.Normalize(widget);

        Assert.Empty(Widgets.Type.Validate(widget, null));
    }

    [Fact]
    public void All_violations_are_reported_at_once()
    {
        var widget = Widgets.Widget("""{"size":"huge","name":"a"}""");
        widget["metadata"]!["name"] = "Upper";

        Assert.Equal(["metadata.name", "spec.size", "spec.name"], Widgets.Type.Validate(widget, null).Select(error => error.Field));
    }

    private static JsonNode? Normalized(string spec)
    {
        var widget = Widgets.Widget(spec);
        Widgets.Type.Normalize(widget);
        return widget["spec"];
    }

    [Theory]
    [InlineData("-1", "spec.replicas: Invalid value: -1: spec.replicas in body should be greater than or equal to 0",
        ".spec.replicas: Invalid value: -1: should be a non-negative integer")]
    [InlineData("\"x\"", "spec.replicas: Invalid value: \"string\": spec.replicas in body must be of type integer: \"string\"",
        ".spec.replicas: Invalid value: 0: .spec.replicas accessor error: x is of the type string, expected int64")]
    [InlineData("1.5", "spec.replicas: Invalid value: \"number\": spec.replicas in body must be of type integer: \"number\"",
        ".spec.replicas: Invalid value: 0: .spec.replicas accessor error: 1.5 is of the type float64, expected int64")]
    public void The_replicas_of_the_scale_are_checked_beside_the_schema(string replicas, params string[] expected)
    {
        var widget = Widgets.Widget($$"""{"size":"small","replicas":{{replicas}}}""");

        Assert.Equal(expected, Widgets.Type.Validate(widget, null).Select(error => error.Message));
    }
}
