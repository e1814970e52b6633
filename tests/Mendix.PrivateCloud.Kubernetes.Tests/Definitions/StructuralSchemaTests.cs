using System.Text.RegularExpressions;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Definitions;

/// <summary>The rules by which a kube-apiserver accepts or refuses a definition, as far as our definitions touch them.</summary>
public sealed class StructuralSchemaTests
{
    public static TheoryData<string> Kinds => [.. CustomResourceDefinitions.All.Select(crd => crd.Spec!.Names!.Kind!)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_schema_is_structural(string kind)
    {
        var problems = new List<string>();
        Check(Version(kind).Schema!.OpenApiV3Schema!, kind, problems);

        Assert.Empty(problems);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Metadata_is_left_to_the_server(string kind)
    {
        var metadata = Version(kind).Schema!.OpenApiV3Schema!.Properties!["metadata"];

        Assert.Equal("object", metadata.Type);
        Assert.Null(metadata.Properties);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Paths_of_columns_and_scale_lead_to_fields(string kind)
    {
        var version = Version(kind);
        var root = version.Schema!.OpenApiV3Schema!;

        Assert.All(version.AdditionalPrinterColumns!, column => Assert.NotNull(Follow(root, column.JsonPath!)));
        if (version.Subresources?.Scale is { } scale)
        {
            Assert.Equal("integer", Follow(root, scale.SpecReplicasPath!)!.Type);
            Assert.Equal("integer", Follow(root, scale.StatusReplicasPath!)!.Type);
            Assert.Equal("string", Follow(root, scale.LabelSelectorPath!)!.Type);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Names_belong_together(string kind)
    {
        var crd = Crd(kind);
        var names = crd.Spec!.Names!;

        Assert.Equal($"{names.Plural}.{crd.Spec.Group}", crd.Metadata.Name);
        Assert.Equal("Namespaced", crd.Spec.Scope);
        Assert.Equal(["mendix"], names.Categories);
        Assert.Equal(kind + "List", names.ListKind);
    }

    [Fact]
    public void Short_names_are_not_shared()
    {
        var words = CustomResourceDefinitions.All.SelectMany(crd => crd.Spec!.Names!.ShortNames ?? []).ToArray();

        Assert.Equal(words.Distinct().Count(), words.Length);
        Assert.Contains("mxapp", words);
    }

    [Fact]
    public void MendixApp_can_be_scaled_and_starts_with_one_replica()
    {
        var version = Version("MendixApp");

        Assert.NotNull(version.Subresources!.Scale);
        Assert.NotNull(version.Subresources.Status);
        Assert.Equal("1", Follow(version.Schema!.OpenApiV3Schema!, ".spec.replicas")!.Default!.Value.GetRawText());
    }

    private static void Check(JsonSchema schema, string path, List<string> problems)
    {
        void Require(bool rule, string text)
        {
            if (!rule)
            {
                problems.Add($"{path}: {text}");
            }
        }

        Require(schema.Type is not null != (schema.IntOrString == true), "needs a type, or int-or-string instead of one");
        Require(schema.Properties is null || schema.AdditionalProperties is null, "properties and additionalProperties exclude each other");
        Require(schema.Type == "array" == schema.Items is not null, "a list, and only a list, has items");
        Require(schema.Type == "object" || (schema.Properties ?? schema.AdditionalProperties as object) is null, "only objects have fields");
        Require(schema.Required?.All(name => schema.Properties!.ContainsKey(name)) ?? true, "a required field does not exist");
        Require(schema.AnyOf is null || schema.IntOrString == true, "anyOf is allowed only for int-or-string");
        Require(schema.PreserveUnknownFields is null || schema.Type == "object", "only objects preserve fields");
        Require(schema.Default is not { } value || schema.Enum is not { } words || words.Contains(value.ToString()), "default is not allowed");
        Require(schema.Pattern is not { } pattern || Regex.Match("", pattern) is not null, "pattern");
        Require(
            schema.ListType == "map" == schema.ListMapKeys is not null
            && (schema.ListMapKeys?.All(key => schema.Items!.Required!.Contains(key)) ?? true),
            "the key of a list map must be required");
        if (path.Contains('.', StringComparison.Ordinal) && !path.EndsWith(']') && !path.EndsWith('}') && !path.EndsWith(".metadata", StringComparison.Ordinal))
        {
            Require(schema.Description is { Length: > 0 }, "has no description");
        }

        foreach (var (name, property) in schema.Properties ?? [])
        {
            Check(property, $"{path}.{name}", problems);
        }

        if (schema.Items is { } items)
        {
            Check(items, $"{path}[]", problems);
        }

        if (schema.AdditionalProperties is { } values)
        {
            Check(values, $"{path}{{}}", problems);
        }
    }

    private static JsonSchema? Follow(JsonSchema root, string jsonPath)
    {
        if (jsonPath == ".metadata.creationTimestamp")
        {
            return root;
        }

        var schema = root;
        foreach (var step in Regex.Replace(jsonPath, @"\[\?\([^)]*\)\]", "").Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            schema = (schema.Items ?? schema).Properties?.GetValueOrDefault(step);
            if (schema is null)
            {
                return null;
            }
        }

        return schema;
    }

    private static CustomResourceDefinition Crd(string kind) =>
        CustomResourceDefinitions.All.Single(crd => crd.Spec!.Names!.Kind == kind);

    private static CustomResourceVersion Version(string kind) => Crd(kind).Spec!.Versions!.Single();
}
