using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Connections;
using Mendix.PrivateCloud.Provisioning.Plans;

namespace Mendix.PrivateCloud.Core.Tests.Provisioning.Plans;

public sealed class PlanTests
{
    private const string Secret = "hunter2-hunter2";
    private static readonly PlanSchema Schema = PlanSchema.For<Plan>();

    [Fact]
    public void The_schema_is_read_from_the_record()
    {
        Assert.Equal(
            [
                new PlanField("host", typeof(string), true, false, "", "Name of the server"),
                new PlanField("port", typeof(int), false, false, 1433, null),
                new PlanField("tier", typeof(Tier), false, false, Tier.Basic, null),
                new PlanField("maximumSize", typeof(long), false, false, null, null),
                new PlanField("isShared", typeof(bool), false, false, true, null),
                new PlanField("adminPassword", typeof(SecretValue), true, true, null, null),
            ],
            Schema.Fields);
        Assert.Equal(typeof(Plan), Schema.PlanType);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var plan = Bind(new() { ["host"] = "db", ["maximumSize"] = null });
        Assert.Equal(new Plan { Host = "db", AdminPassword = new SecretValue(Secret) }, plan);
    }

    [Fact]
    public void Numbers_may_be_texts_and_enumerations_are_words()
    {
        var plan = Bind(new() { ["host"] = "db", ["port"] = "1500", ["tier"] = "businessCritical", ["maximumSize"] = 7000000000, ["isShared"] = false });
        Assert.Equal((1500, Tier.BusinessCritical, 7000000000L, false), (plan.Port, plan.Tier, plan.MaximumSize, plan.IsShared));
    }

    [Fact]
    public void Every_fault_is_told_at_once_with_its_remedy()
    {
        var refusal = Assert.Throws<PlanException>(() => PlanBinder.Bind<Plan>(Schema, PlanValues.Empty with
        {
            Parameters = new() { ["port"] = 0, ["tier"] = "golden", ["isShared"] = "maybe", ["hots"] = "db" },
        }));

        Assert.Equal(FailureKind.Configuration, refusal.Kind);
        Assert.Equal(["adminPassword", "host", "hots", "isShared", "port", "tier"], refusal.Errors.Select(error => error.Field).Order());
        Assert.Contains("one of: basic, businessCritical", Error(refusal, "tier").Problem, StringComparison.Ordinal);
        Assert.Contains("true or false", Error(refusal, "isShared").Problem, StringComparison.Ordinal);
        Assert.Contains("host, port, tier, maximumSize, isShared", Error(refusal, "hots").Remedy, StringComparison.Ordinal);
        Assert.Contains("plan's Secret under the key 'adminPassword'", Error(refusal, "adminPassword").Remedy, StringComparison.Ordinal);
        Assert.Contains("Name of the server", Error(refusal, "host").Remedy, StringComparison.Ordinal);
        Assert.All(refusal.Errors, error => Assert.Contains(error.ToString(), refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_secret_among_the_parameters_is_refused_and_not_repeated()
    {
        var refusal = Assert.Throws<PlanException>(() => Bind(new() { ["host"] = "db", ["adminPassword"] = Secret }));
        Assert.Contains("change it on the server", Assert.Single(refusal.Errors).Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("port", "\"many\"")]
    [InlineData("port", "1.5")]
    [InlineData("port", "99999999999")]
    [InlineData("port", "{}")]
    [InlineData("host", "5")]
    [InlineData("host", "[\"db\"]")]
    [InlineData("tier", "1")]
    [InlineData("isShared", "1")]
    public void A_value_of_another_type_blames_that_field_once(string field, string json)
    {
        JsonObject parameters = new() { ["host"] = "db" };
        parameters[field] = JsonNode.Parse(json);
        var refusal = Assert.Throws<PlanException>(() => Bind(parameters));
        Assert.Equal(field, Assert.Single(refusal.Errors).Field);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void An_empty_required_value_is_a_missing_one(string? host) =>
        Assert.Equal("is missing.", Error(Assert.Throws<PlanException>(() => Bind(new() { ["host"] = host })), "host").Problem);

    [Fact]
    public void An_empty_secret_is_a_missing_one()
    {
        var values = new PlanValues(new() { ["host"] = "db" }, new Dictionary<string, SecretValue> { ["adminPassword"] = new("") });
        Assert.Equal("adminPassword", Assert.Single(Assert.Throws<PlanException>(() => PlanBinder.Bind<Plan>(Schema, values)).Errors).Field);
    }

    [Fact]
    public void How_connections_are_made_is_the_hosts_to_say_and_no_field()
    {
        var schema = PlanSchema.For<ConnectingPlan>();
        var connections = new OutboundConnections([], new OutboundProxy(null, new Uri("http://proxy.test:3128"), []));
        var values = PlanValues.Empty with { Connections = connections };

        Assert.Equal((true, false), (schema.TakesConnections, Schema.TakesConnections));
        Assert.Empty(schema.Fields);
        Assert.Empty(schema.ToJsonSchema()["properties"]!.AsObject());
        Assert.Equal(connections, PlanBinder.Bind<ConnectingPlan>(schema, values).Connections);
        Assert.Equal(OutboundConnections.Default, PlanBinder.Bind<ConnectingPlan>(schema, PlanValues.Empty).Connections);
        var refusal = Assert.Throws<PlanException>(() => PlanBinder.Bind<ConnectingPlan>(schema, values with { Parameters = new() { ["connections"] = new JsonObject() } }));
        Assert.Equal("is not a field of this plan.", Error(refusal, "connections").Problem);
    }

    private static Plan Bind(JsonObject parameters) => PlanBinder.Bind<Plan>(
        Schema, new PlanValues(parameters, new Dictionary<string, SecretValue> { ["adminPassword"] = new(Secret), ["unknown"] = new("ignored") }));

    private static PlanError Error(PlanException refusal, string field) => Assert.Single(refusal.Errors, error => error.Field == field);

    private enum Tier
    {
        Basic,
        BusinessCritical,
    }

    private sealed record ConnectingPlan
    {
        public OutboundConnections Connections { get; init; } = OutboundConnections.Default;
    }

    private sealed record Plan
    {
        [Required, Description("Name of the server")]
        public string Host { get; init; } = "";

        [Range(1, 65535)]
        public int Port { get; init; } = 1433;

        public Tier Tier { get; init; }

        public long? MaximumSize { get; init; }

        public bool IsShared { get; init; } = true;

        [Required]
        public SecretValue? AdminPassword { get; init; }
    }
}
