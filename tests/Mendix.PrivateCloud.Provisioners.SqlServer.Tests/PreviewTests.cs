using System.Text.RegularExpressions;
using Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.SqlServer;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests;

/// <summary>What the preview says is what the server then receives, statement by statement.</summary>
public sealed partial class PreviewTests(SqlServerFixture fixture) : SqlServerTest(fixture)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Preview_and_received_statements_agree(bool azure)
    {
        await using var standIn = SqlServerStandIn.Start(azure);
        var plan = PlanOf(SqlServerFixture.Of(standIn, azure));
        var tenant = NewTenant();
        var first = await PreviewAsync(plan, tenant);
        Assert.Equal([], standIn.Received.Where(statement => !statement.Text.StartsWith("SELECT", StringComparison.Ordinal)));
        Assert.Equal(first, await ReceivedAsync(standIn, plan, tenant));

        var repeat = await PreviewAsync(plan, tenant);
        Assert.Equal(
            azure ? [$"ALTER LOGIN [{NameOf(tenant)}_a] WITH PASSWORD = N'***'", "DBCC FLUSHAUTHCACHE"] : [$"ALTER LOGIN [{NameOf(tenant)}_a] WITH PASSWORD = N'***'"],
            repeat);
        Assert.Equal(repeat, await ReceivedAsync(standIn, plan, tenant));
    }

    [Fact]
    public async Task The_statements_of_a_new_tenant()
    {
        var tenant = new Tenant("apps", "crm", "0f3a");
        var name = NameOf(tenant);
        Assert.Equal(
            [
                $"CREATE LOGIN [{name}_a] WITH PASSWORD = N'***', SID = 0x{Sid(tenant)}, CHECK_POLICY = ON, CHECK_EXPIRATION = OFF",
                $"CREATE DATABASE [{name}] COLLATE SQL_Latin1_General_CP1_CI_AS",
                $"ALTER DATABASE [{name}] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE",
                $"ALTER DATABASE [{name}] SET ALLOW_SNAPSHOT_ISOLATION ON",
                "EXEC sys.sp_addextendedproperty @name = N'mendix-private-cloud', @value = N'mendix-private-cloud/0f3a apps/crm'",
                $"CREATE USER [{name}_a] FOR LOGIN [{name}_a] WITH DEFAULT_SCHEMA = [dbo]",
                $"ALTER ROLE [db_owner] ADD MEMBER [{name}_a]",
            ],
            await PreviewAsync(Plan, tenant));
    }

    [Fact]
    public async Task The_statements_of_a_new_tenant_of_Azure()
    {
        var tenant = new Tenant("apps", "crm", "0f3a");
        var name = NameOf(tenant);
        var plan = On(azure: true).Plan with { Edition = "Standard", ServiceObjective = "S0", MaximumSize = "2GB" };
        Assert.Equal(
            [
                $"CREATE LOGIN [{name}_a] WITH PASSWORD = N'***', SID = 0x01060000000000640000000000000000{Sid(tenant)}",
                $"CREATE DATABASE [{name}] COLLATE SQL_Latin1_General_CP1_CI_AS (EDITION = N'Standard', SERVICE_OBJECTIVE = N'S0', MAXSIZE = 2 GB)",
                "EXEC sys.sp_addextendedproperty @name = N'mendix-private-cloud', @value = N'mendix-private-cloud/0f3a apps/crm'",
                $"CREATE USER [{name}_a] FOR LOGIN [{name}_a] WITH DEFAULT_SCHEMA = [dbo]",
                $"ALTER ROLE [db_owner] ADD MEMBER [{name}_a]",
                "DBCC FLUSHAUTHCACHE",
            ],
            await PreviewAsync(plan, tenant));
    }

    private static string Sid(Tenant tenant) => Convert.ToHexString(SqlServer.Sql.LoginSid.Of(tenant, CredentialSlot.A, isAzureSql: false));

    private async Task<IReadOnlyList<string>> PreviewAsync(SqlServerPlan plan, Tenant tenant) =>
        [.. (await Previewer.PreviewAsync(plan, tenant, Cancellation)).SelectMany(effect => effect.Split("; "))];

    private async Task<IReadOnlyList<string>> ReceivedAsync(SqlServerStandIn standIn, SqlServerPlan plan, Tenant tenant)
    {
        var before = standIn.Received.Count;
        await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        return [.. standIn.Received.Skip(before).Select(statement => Password().Replace(statement.Text, "PASSWORD = N'***'"))
            .Where(text => !text.StartsWith("SELECT", StringComparison.Ordinal))];
    }

    [GeneratedRegex("PASSWORD = N'[^']+'")]
    private static partial Regex Password();
}
