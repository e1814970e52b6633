using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;

namespace Mendix.PrivateCloud.Core.Tests.Provisioning.Plans;

public sealed class PlanJsonSchemaTests
{
    private static readonly JsonObject Schema = PlanSchema.For<EveryKindPlan>().ToJsonSchema();

    public enum Tier
    {
        Basic,
        GeneralPurpose,
    }

    [Theory]
    [InlineData("host", """{"type":"string","description":"Name of the server","minLength":1}""")]
    [InlineData("port", """{"type":"integer","default":5432,"minimum":1,"maximum":65535}""")]
    [InlineData("database", """{"type":"string","default":"postgres","minLength":1,"maxLength":63}""")]
    [InlineData("password", """{"type":"string","writeOnly":true,"format":"password","minLength":1}""")]
    [InlineData("strictTls", """{"type":"boolean","default":false}""")]
    [InlineData("tier", """{"type":"string","enum":["basic","generalPurpose"]}""")]
    [InlineData("size", """{"type":"string","pattern":"^(?:[0-9]+ [MG]B)$"}""")]
    [InlineData("scheme", """{"type":"string","enum":["http","https"]}""")]
    [InlineData("names", """{"type":"array","items":{"type":"string"}}""")]
    public void Each_field_is_written_with_its_type_default_and_bounds(string field, string expected)
    {
        var written = Schema["properties"]![field];
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), written), $"{field} is {written?.ToJsonString()}");
    }

    [Fact]
    public void A_required_field_with_a_default_may_be_left_out()
    {
        Assert.Equal("""["host","password"]""", Schema["required"]!.ToJsonString());
        Assert.False(Schema["additionalProperties"]!.GetValue<bool>());
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", Schema["$schema"]!.GetValue<string>());
    }

    [Fact]
    public void A_plan_with_nothing_to_fill_in_has_no_list_of_required_fields() =>
        Assert.False(PlanSchema.For<EmptyPlan>().ToJsonSchema().ContainsKey("required"));

    public sealed record EmptyPlan;

    public sealed record EveryKindPlan
    {
        [Required, Description("Name of the server")]
        public string Host { get; init; } = "";

        [Range(1, 65535)]
        public int Port { get; init; } = 5432;

        [Required, StringLength(63)]
        public string Database { get; init; } = "postgres";

        [Required]
        public SecretValue? Password { get; init; }

        public bool StrictTls { get; init; }

        public Tier? Tier { get; init; }

        [RegularExpression("[0-9]+ [MG]B")]
        public string? Size { get; init; }

        [AllowedValues("http", "https")]
        public string? Scheme { get; init; }

        public IReadOnlyList<string>? Names { get; init; }
    }
}
