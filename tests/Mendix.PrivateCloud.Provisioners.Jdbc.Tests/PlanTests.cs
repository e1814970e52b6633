using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using static Mendix.PrivateCloud.Provisioners.Jdbc.Tests.Support.JdbcCase;

namespace Mendix.PrivateCloud.Provisioners.Jdbc.Tests;

public sealed class PlanTests
{
    private const string PostgresUrl = "jdbc:postgresql://db.example.com:5432/crm?sslmode=verify-full";

    [Fact]
    public void Host_and_name_are_enough() => Assert.Empty(Faults(Values("PostgreSQL", "db.example.com:5432", "crm")));

    [Fact]
    public void A_URL_is_enough() => Assert.Empty(Faults(Values("PostgreSQL", jdbcUrl: PostgresUrl)));

    [Theory]
    [InlineData("db.example.com:5432")]
    [InlineData("DB.example.com")]
    public void Both_may_be_given_when_they_say_the_same(string host) =>
        Assert.Empty(Faults(Values("POSTGRESQL", host, "crm", PostgresUrl)));

    [Fact]
    public void Everything_that_is_missing_is_told_at_once() => Assert.Equal(
        ["host", "databaseName", "userName", "password"],
        Assert.Throws<PlanException>(() => Provisioner().BindPlan(Values("PostgreSQL", userName: null) with { Secrets = new Dictionary<string, SecretValue>() }))
            .Errors.Select(error => error.Field));

    [Fact]
    public void With_a_URL_the_account_may_prove_itself_otherwise() => Assert.Empty(Faults(
        Values("SQLSERVER", jdbcUrl: "jdbc:sqlserver://db.example.com;databaseName=crm;authentication=ActiveDirectoryMSI", userName: null)
            with
        { Secrets = new Dictionary<string, SecretValue>() }));

    [Fact]
    public void A_password_needs_an_account() => Assert.StartsWith("userName: is missing", Faults(Values("PostgreSQL", jdbcUrl: PostgresUrl, userName: null)));

    [Theory]
    [InlineData("postgres", "write PostgreSQL")]
    [InlineData("MariaDB", "write MYSQL")]
    [InlineData("mongo", "use one of: PostgreSQL, SQLSERVER, ORACLE, MYSQL, SAPHANA, DB2, HSQLDB")]
    public void A_type_that_the_runtime_does_not_know_is_refused_with_the_right_word(string type, string remedy)
    {
        var fault = Faults(Values(type, "db.example.com", "crm"));
        Assert.StartsWith($"databaseType: has the value '{type}'", fault);
        Assert.Contains(remedy, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://db.example.com")]
    [InlineData("db.example.com:five")]
    [InlineData("db.example.com:70000")]
    [InlineData("::1")]
    [InlineData("a,b")]
    public void A_host_of_another_form_is_refused(string host) =>
        Assert.StartsWith($"host: has the value '{host}': write a host name or an address", Faults(Values("PostgreSQL", host, "crm")));

    [Fact]
    public void An_account_before_the_host_is_not_repeated()
    {
        var fault = Faults(Values("PostgreSQL", "crm:canary@db.example.com", "crm"));
        Assert.StartsWith("host: names an account", fault);
        Assert.DoesNotContain("canary", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other.example.com", "crm", "host: has the value 'other.example.com', and jdbcUrl, which overrides it, names db.example.com:5432")]
    [InlineData("db.example.com:5433", "crm", "host: has the value 'db.example.com:5433'")]
    [InlineData("db.example.com", "CRM", "databaseName: has the value 'CRM', and jdbcUrl, which overrides it, names crm")]
    public void A_contradiction_with_the_URL_is_refused(string host, string database, string fault) =>
        Assert.StartsWith(fault, Faults(Values("PostgreSQL", host, database, PostgresUrl)));

    [Fact]
    public void Names_agree_as_the_server_compares_them() => Assert.Empty(
        Faults(Values("SQLSERVER", databaseName: "CRM", jdbcUrl: "jdbc:sqlserver://db.example.com;databaseName=crm")));

    [Theory]
    [InlineData("SQLSERVER", PostgresUrl, "is a URL for PostgreSQL, and databaseType is SQLSERVER: write it like jdbc:sqlserver://")]
    [InlineData("PostgreSQL", "postgresql://db.example.com/crm", "is not a JDBC URL of any database that the runtime knows")]
    [InlineData("PostgreSQL", "jdbc:h2:mem:x", "is not a JDBC URL of any database that the runtime knows")]
    [InlineData("PostgreSQL", PostgresUrl + "\n", "holds a line break")]
    public void A_URL_of_something_else_is_refused(string type, string url, string fault) =>
        Assert.StartsWith($"jdbcUrl: {fault}", Faults(Values(type, jdbcUrl: url)));

    [Fact]
    public void The_schema_offers_the_types() => Assert.Equal(
        "[\"PostgreSQL\",\"SQLSERVER\",\"ORACLE\",\"MYSQL\",\"SAPHANA\",\"DB2\",\"HSQLDB\"]",
        PlanSchema.For<JdbcPlan>().ToJsonSchema()["properties"]!["databaseType"]!["enum"]!.ToJsonString());
}
