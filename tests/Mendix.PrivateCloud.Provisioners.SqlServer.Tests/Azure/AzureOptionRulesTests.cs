using Mendix.PrivateCloud.Provisioners.SqlServer.Azure;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Azure;

/// <summary>What goes together, row by row of the table in the reference.</summary>
public sealed class AzureOptionRulesTests
{
    [Theory]
    [InlineData(null, null, null, null, "")]
    [InlineData(null, "Basic", null, "2 GB", " (EDITION = N'Basic', MAXSIZE = 2 GB)")]
    [InlineData(null, "Standard", "S3", "1024 GB", " (EDITION = N'Standard', SERVICE_OBJECTIVE = N'S3', MAXSIZE = 1024 GB)")]
    [InlineData(null, "GeneralPurpose", "GP_S_Gen5_2", null, " (EDITION = N'GeneralPurpose', SERVICE_OBJECTIVE = N'GP_S_Gen5_2')")]
    [InlineData(null, null, "P11", "4096gb", " (SERVICE_OBJECTIVE = N'P11', MAXSIZE = 4096 GB)")]
    [InlineData(null, "basic", "BASIC", "500MB", " (EDITION = N'basic', SERVICE_OBJECTIVE = N'BASIC', MAXSIZE = 500 MB)")]
    [InlineData("my ]pool", null, null, "5 GB", " (SERVICE_OBJECTIVE = ELASTIC_POOL(name = [my ]]pool]), MAXSIZE = 5 GB)")]
    [InlineData(null, "SomethingNew", "NEW_Gen9_1", null, " (EDITION = N'SomethingNew', SERVICE_OBJECTIVE = N'NEW_Gen9_1')")]
    public void What_goes_together_becomes_the_statement(string? pool, string? edition, string? objective, string? size, string expected)
    {
        var plan = Plan(pool, edition, objective, size);
        Assert.Empty(AzureOptionRules.Check(plan));
        Assert.Equal(expected, AzureDatabaseOptions.Of(plan));
    }

    [Theory]
    [InlineData("pool", "Basic", null, null, "Edition")]
    [InlineData("pool", null, "S0", null, "ServiceObjective")]
    [InlineData(null, "Basic", "S0", null, "ServiceObjective")]
    [InlineData(null, "Standard", "P1", null, "ServiceObjective")]
    [InlineData(null, "Basic", null, "5 GB", "MaximumSize")]
    [InlineData(null, "Standard", "S2", "300 GB", "MaximumSize")]
    [InlineData(null, null, "S0", "500 GB", "MaximumSize")]
    [InlineData(null, "Premium", "P6", "1280 GB", "MaximumSize")]
    [InlineData(null, "Hyperscale", null, "100 GB", "MaximumSize")]
    [InlineData(null, null, "HS_Gen5_2", "100 GB", "MaximumSize")]
    [InlineData(null, null, null, "3 GB", "MaximumSize")]
    [InlineData(null, null, null, "1 GB); DROP DATABASE master; --", "MaximumSize")]
    [InlineData(null, null, null, "1 TB", "MaximumSize")]
    [InlineData(null, null, null, "1100 GB", "MaximumSize")]
    [InlineData("pool\n", null, null, null, "ElasticPool")]
    public void What_does_not_is_refused_at_its_field(string? pool, string? edition, string? objective, string? size, string field) =>
        Assert.Equal([field], Assert.Single(AzureOptionRules.Check(Plan(pool, edition, objective, size))).MemberNames);

    private static SqlServerPlan Plan(string? pool, string? edition, string? objective, string? size) =>
        new() { IsAzureSql = true, ElasticPool = pool, Edition = edition, ServiceObjective = objective, MaximumSize = size };
}
