using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Schemas;

public sealed class CustomResourceDefinitionRulesTests
{
    private static readonly ResourceType Type = Parsing.BuiltIn("CustomResourceDefinition");

    [Fact]
    public void A_good_definition_is_accepted_and_completed()
    {
        var definition = Widgets.Definition();
        Type.Normalize(definition);

        Assert.Empty(Type.Validate(definition, null).Select(error => error.Message));
        Assert.Equal("widget", (string?)definition["spec"]!["names"]!["singular"]);
        Assert.Equal("WidgetList", (string?)definition["spec"]!["names"]!["listKind"]);
        Assert.Equal("None", (string?)definition["spec"]!["conversion"]!["strategy"]);
    }

    [Fact]
    public void The_resource_type_takes_everything_from_the_definition()
    {
        var type = Widgets.Type;

        Assert.Equal("example.com/v1, Kind=Widget", type.ToString());
        Assert.Equal(("WidgetList", "widgets", "widget"), (type.ListKind, type.Plural, type.Singular));
        Assert.Equal(["wd"], type.ShortNames);
        Assert.True(type is { Namespaced: true, HasStatus: true, IsCustom: true, IsStorageVersion: true });
        Assert.Equal(["spec", "replicas"], type.Scale!.SpecReplicas);
        Assert.Equal(["status", "selector"], type.Scale.Selector);
        Assert.Equal(4, type.PrinterColumns.Count);
        Assert.Equal("com.example.v1.Widget", type.Schema.DefinitionName);
    }

    [Fact]
    public void Versions_that_are_not_served_have_no_type()
    {
        var definition = Widgets.Definition();
        var old = definition["spec"]!["versions"]![0]!.DeepClone();
        old["name"] = "v0";
        old["served"] = false;
        old["storage"] = false;
        definition["spec"]!["versions"]!.AsArray().Add(old);
        Type.Normalize(definition);

        Assert.Empty(Type.Validate(definition, null));
        Assert.Equal(["v1"], ResourceType.FromCustomResourceDefinition(definition).Select(type => type.Version));
    }

    public static TheoryData<string, string, string> Mistakes() => new()
    {
        { "/metadata/name", "\"x.example.com\"", "metadata.name: Invalid value: \"x.example.com\": must be spec.names.plural+\".\"+spec.group" },
        { "/spec/scope", "\"Everywhere\"", "spec.scope: Unsupported value: \"Everywhere\": supported values: \"Cluster\", \"Namespaced\"" },
        {
            "/spec/versions/0/additionalPrinterColumns/0/type", "\"text\"",
            "spec.versions[0].additionalPrinterColumns[0].type: Invalid value: \"text\": must be one of boolean,date,integer,number,string"
        },
        { "/spec/versions/0/schema", "null", "spec.versions[0].schema.openAPIV3Schema: Required value" },
        {
            "/spec/versions/0/schema/openAPIV3Schema/properties/spec/type", "null",
            "spec.validation.openAPIV3Schema.properties[spec].type: Required value: must not be empty for specified object fields"
        },
        {
            "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/size/default", "5",
            "spec.validation.openAPIV3Schema.properties[spec].properties[size].default: Invalid value: 5: "
            + "Invalid value: \"integer\": in body must be of type string: \"integer\""
        },
        {
            "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/tags/items", "{}",
            "spec.validation.openAPIV3Schema.properties[spec].properties[tags].items.type: Required value: "
            + "must not be empty for specified array items"
        },
        {
            "/spec/versions/0/schema/openAPIV3Schema/properties/spec/anyOf", """[{"type":"object"}]""",
            "spec.validation.openAPIV3Schema.properties[spec].anyOf[0].type: Forbidden: must be empty to be structural"
        },
        {
            "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/name/pattern", "\"(\"",
            "spec.validation.openAPIV3Schema.properties[spec].properties[name].pattern: Invalid value: \"(\": "
            + "must be a valid regular expression, but isn't: Invalid pattern '(' at offset 1. Not enough )'s."
        },
        {
            "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/ports/x-kubernetes-list-map-keys", "null",
            "spec.validation.openAPIV3Schema.properties[spec].properties[ports].x-kubernetes-list-map-keys: Required value: "
            + "must not be empty if x-kubernetes-list-type is map"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistakes_are_named(string path, string value, string expected)
    {
        var definition = Widgets.Definition();
        var steps = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        JsonNode parent = definition;
        foreach (var step in steps[..^1])
        {
            parent = int.TryParse(step, out var index) ? parent[index]! : parent[step]!;
        }

        parent[steps[^1]] = JsonNode.Parse(value);
        Type.Normalize(definition);

        Assert.Equal([expected], Type.Validate(definition, null).Select(error => error.Message));
    }

    [Fact]
    public void There_is_exactly_one_storage_version()
    {
        var definition = Widgets.Definition();
        definition["spec"]!["versions"]![0]!["storage"] = false;
        Type.Normalize(definition);

        var error = Assert.Single(Type.Validate(definition, null));
        Assert.EndsWith("must have exactly one version marked as storage version", error.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_scope_stays()
    {
        var old = Widgets.Definition();
        Type.Normalize(old);
        var changed = (JsonObject)old.DeepClone();
        changed["spec"]!["scope"] = "Cluster";

        Assert.Equal(["spec.scope: Invalid value: \"Cluster\": field is immutable"],
            Type.Validate(changed, old).Select(error => error.Message));
    }
}
