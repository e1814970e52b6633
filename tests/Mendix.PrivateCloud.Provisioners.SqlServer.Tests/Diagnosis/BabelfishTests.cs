using Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.SqlServer;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Diagnosis;

/// <summary>
/// PostgreSQL that speaks like a SQL Server takes the driver, and then neither the SID of a login nor ALTER DATABASE … SET. It
/// is refused by name before anything is made that could not be removed.
/// </summary>
public sealed class BabelfishTests(SqlServerFixture fixture) : SqlServerTest(fixture)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_says_that_it_is_Babelfish_is_refused(bool azure)
    {
        await using var standIn = SqlServerStandIn.Start(azure);
        standIn.Pretend(isBabelfish: true);
        await RefusedAsync(SqlServerFixture.Of(standIn, azure));
        Assert.All(standIn.Received, statement => Assert.StartsWith("SELECT", statement.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_server_itself_is_refused()
    {
        Assert.SkipUnless(Fixture.Babelfish is not null, $"{SqlServerFixture.Variable} names no Babelfish for PostgreSQL.");
        await RefusedAsync(Fixture.Babelfish!);
    }

    private async Task RefusedAsync(TestServer server)
    {
        var (plan, tenant, census) = (PlanOf(server), NewTenant(), await server.CensusAsync());
        var refusal = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(plan, tenant, Cancellation));
        Assert.Equal(FailureKind.Configuration, refusal.Kind);
        Assert.Contains("Babelfish", refusal.Problem, StringComparison.Ordinal);
        Assert.Contains("'host'", refusal.Remedy, StringComparison.Ordinal);

        var removal = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.DeprovisionAsync(plan, tenant, Cancellation));
        Assert.Equal(refusal.Message, removal.Message);
        var report = await Provisioner.CheckAsync(plan, Cancellation);
        Assert.Equal(["reachable", "credentials", "kind of server"], report.Findings.Select(finding => finding.Subject));
        Assert.Equal(refusal.Message, Assert.Single(report.Failures).Failure!.Message);
        Assert.Equal(census, await server.CensusAsync());
    }
}
