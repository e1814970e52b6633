using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests;

public sealed class PlanTests : IDisposable
{
    private readonly ServiceProvider _services;

    public PlanTests()
    {
        var services = new ServiceCollection();
        services.AddPrivateCloud().AddPostgres().AddPostgres("postgres-small", options => options.MaxPoolSize = 3);
        _services = services.BuildServiceProvider();
    }

    private IStorageProvisioners Provisioners => _services.GetRequiredService<IStorageProvisioners>();

    [Fact]
    public void A_second_registration_has_its_own_type() => Assert.Equal(["postgres", "postgres-small"], Provisioners.Types);

    [Fact]
    public void Fields_and_defaults_are_those_of_the_original()
    {
        var fields = Provisioners.Get("postgres").Descriptor.Plan.Fields;
        Assert.Equal(["host", "port", "database", "userName", "password", "strictTls"], fields.Select(field => field.Name));
        Assert.Equal(["", 5432, "postgres", "", null, false], fields.Select(field => field.Default));
        Assert.Equal("password", Assert.Single(fields, field => field.IsSecret).Name);
        Assert.All(fields, field => Assert.False(string.IsNullOrEmpty(field.Description)));
    }

    [Theory]
    [InlineData("db.example.com", "db.example.com:5432")]
    [InlineData("10.0.0.7", "10.0.0.7:5432")]
    [InlineData("fd00::7", "[fd00::7]:5432")]
    [InlineData("[fd00::7]", "[fd00::7]:5432")]
    public void Hosts_are_names_or_addresses(string host, string address)
    {
        var plan = Assert.IsType<PostgresPlan>(Bind(new() { ["host"] = host, ["userName"] = "admin" }));
        Assert.Equal(address, plan.Address);
    }

    [Theory]
    [InlineData("postgres://db.example.com", "leave out the scheme")]
    [InlineData("postgres://admin:pw@db.example.com", "holds a user")]
    [InlineData("db.example.com:5433", "into the field 'port'")]
    [InlineData("db.example.com/crm", "leave out the path")]
    [InlineData("db1,db2", "several hosts")]
    [InlineData("two words", "neither a host name")]
    public void Other_hosts_are_refused_with_what_to_change(string host, string words)
    {
        var refusal = Assert.Throws<PlanException>(() => Bind(new() { ["host"] = host, ["userName"] = "admin" }));
        var error = Assert.Single(refusal.Errors);
        Assert.Equal("host", error.Field);
        Assert.Contains(words, error.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(":pw@", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var refusal = Assert.Throws<PlanException>(() => Provisioners.Get("postgres").BindPlan(
            PlanValues.Empty with { Parameters = new() { ["port"] = 70000, ["strictTls"] = "perhaps", ["hots"] = "db" } }));
        Assert.Equal(["host", "hots", "password", "port", "strictTls", "userName"], refusal.Errors.Select(error => error.Field).Order());
    }

    [Fact]
    public void Options_out_of_range_are_told_at_once()
    {
        var services = new ServiceCollection();
        services.AddPrivateCloud().AddPostgres(options =>
        {
            (options.MaxConcurrentCreations, options.MaxPoolSize) = (17, 5);
            options.CommandTimeout = TimeSpan.Zero;
            options.RootCertificateFile = "no-such-file.crt";
        });
        using var provider = services.BuildServiceProvider();
        var refusal = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStorageProvisioners>());
        foreach (var name in new[] { "MaxConcurrentCreations", "MaxPoolSize", "CommandTimeout", "RootCertificateFile" })
        {
            Assert.Contains($"PostgresOptions.{name} is", refusal.Message, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _services.Dispose();

    private object Bind(JsonObject parameters) => Provisioners.Get("postgres").BindPlan(
        new PlanValues(parameters, new Dictionary<string, SecretValue> { ["password"] = new("secret-word") }));
}
