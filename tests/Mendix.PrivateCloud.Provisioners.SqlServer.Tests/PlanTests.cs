using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests;

public sealed class PlanTests : IDisposable
{
    private readonly ServiceProvider _services;

    public PlanTests()
    {
        var services = new ServiceCollection();
        services.AddPrivateCloud().AddSqlServer().AddSqlServer("sqlserver-small", options => options.MaxPoolSize = 4);
        _services = services.BuildServiceProvider();
    }

    private IStorageProvisioners Provisioners => _services.GetRequiredService<IStorageProvisioners>();

    [Fact]
    public void A_second_registration_has_its_own_type() => Assert.Equal(["sqlserver", "sqlserver-small"], Provisioners.Types);

    [Fact]
    public void Fields_and_defaults_are_those_of_the_original()
    {
        var fields = Provisioners.Get("sqlserver").Descriptor.Plan.Fields;
        Assert.Equal(
            ["host", "port", "userName", "password", "strictTls", "isAzureSql", "elasticPool", "edition", "serviceObjective", "maximumSize"],
            fields.Select(field => field.Name));
        Assert.Equal(["", 1433, "", null, false, false, null, null, null, null], fields.Select(field => field.Default));
        Assert.Equal("password", Assert.Single(fields, field => field.IsSecret).Name);
        Assert.All(fields, field => Assert.False(string.IsNullOrEmpty(field.Description)));
    }

    [Theory]
    [InlineData("sql.example.com", "sql.example.com:1433")]
    [InlineData("example.database.windows.net", "example.database.windows.net:1433")]
    [InlineData("10.0.0.7", "10.0.0.7:1433")]
    [InlineData("[fd00::7]", "[fd00::7]:1433")]
    public void Hosts_are_full_names_or_addresses(string host, string address) =>
        Assert.Equal(address, Assert.IsType<SqlServerPlan>(Bind(new() { ["host"] = host, ["userName"] = "admin" })).Address);

    [Theory]
    [InlineData("SQLSRV01", "is a NetBIOS name")]
    [InlineData("localhost", "is a NetBIOS name")]
    [InlineData("tcp://sql.example.com", "leave out the scheme")]
    [InlineData("sqlserver://admin:pw@sql.example.com", "holds a user")]
    [InlineData("sql.example.com,1434", "into the field 'port'")]
    [InlineData("sql.example.com:1434", "into the field 'port'")]
    [InlineData("sql.example.com\\SQLEXPRESS", "leave out the instance")]
    [InlineData("sql.example.com/crm", "leave out the path")]
    [InlineData("two words", "neither a host name")]
    public void Other_hosts_are_refused_with_what_to_change(string host, string words)
    {
        var error = Assert.Single(Refused(new() { ["host"] = host, ["userName"] = "admin" }).Errors);
        Assert.Equal("host", error.Field);
        Assert.Contains(words, error.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(":pw@", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var refusal = Assert.Throws<PlanException>(() => Provisioners.Get("sqlserver").BindPlan(
            PlanValues.Empty with { Parameters = new() { ["port"] = 70000, ["strictTls"] = "perhaps", ["hots"] = "db" } }));
        Assert.Equal(["host", "hots", "password", "port", "strictTls", "userName"], refusal.Errors.Select(error => error.Field).Order());
    }

    [Fact]
    public void A_password_that_the_driver_would_refuse_is_refused()
    {
        var refusal = Assert.Throws<PlanException>(() => Provisioners.Get("sqlserver").BindPlan(new PlanValues(
            new() { ["host"] = "sql.example.com", ["userName"] = "admin" }, new Dictionary<string, SecretValue> { ["password"] = new(new string('x', 129)) })));
        Assert.Equal("password", Assert.Single(refusal.Errors).Field);
        Assert.DoesNotContain("xxxx", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("edition", "Basic")]
    [InlineData("serviceObjective", "S0")]
    [InlineData("elasticPool", "apps")]
    [InlineData("maximumSize", "1 GB")]
    public void Options_of_Azure_need_a_plan_for_Azure(string field, string value)
    {
        var error = Assert.Single(Refused(new() { ["host"] = "sql.example.com", ["userName"] = "admin", [field] = value }).Errors);
        Assert.Equal(field, error.Field);
        Assert.Contains("'isAzureSql'", error.Problem, StringComparison.Ordinal);
        Assert.IsType<SqlServerPlan>(Bind(new() { ["host"] = "sql.example.com", ["userName"] = "admin", ["isAzureSql"] = true, [field] = value }));
    }

    [Fact]
    public void Options_out_of_range_are_told_at_once()
    {
        var services = new ServiceCollection();
        services.AddPrivateCloud().AddSqlServer(options =>
        {
            (options.MaxConcurrentCreations, options.MaxPoolSize) = (17, 5);
            options.CommandTimeout = TimeSpan.Zero;
            options.ConnectTimeout = TimeSpan.FromMinutes(6);
            options.ServerCertificateFile = "no-such-file.crt";
        });
        using var provider = services.BuildServiceProvider();
        var refusal = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStorageProvisioners>());
        foreach (var name in new[] { "MaxConcurrentCreations", "MaxPoolSize", "CommandTimeout", "ConnectTimeout", "ServerCertificateFile" })
        {
            Assert.Contains($"SqlServerOptions.{name} is", refusal.Message, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _services.Dispose();

    private PlanException Refused(JsonObject parameters) => Assert.Throws<PlanException>(() => Bind(parameters));

    private object Bind(JsonObject parameters) => Provisioners.Get("sqlserver").BindPlan(
        new PlanValues(parameters, new Dictionary<string, SecretValue> { ["password"] = new("secret-word") }));
}
