using Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Effects;
using Mendix.PrivateCloud.Testing.SqlServer;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests;

/// <summary>What is not ours is neither adopted nor changed nor deleted; what is ours is known by its mark, or by a SID of ours.</summary>
public sealed class OwnershipTests(SqlServerFixture fixture) : SqlServerTest(fixture)
{
    private const string Password = "Foreign-Pa55word";

    public static TheoryData<bool, string, string> ForeignThings { get; } = new()
    {
        { false, "CREATE LOGIN [{0}_a] WITH PASSWORD = N'" + Password + "'", "login" },
        { false, "CREATE LOGIN [{0}_b] WITH PASSWORD = N'" + Password + "'", "login" },
        { false, "CREATE DATABASE [{0}]", "database" },
        { false, "CREATE DATABASE [{1}]", "database" },
        { true, "CREATE LOGIN [{0}_a] WITH PASSWORD = N'" + Password + "'", "login" },
        { true, "CREATE DATABASE [{0}]", "database" },
    };

    [Theory]
    [MemberData(nameof(ForeignThings))]
    public async Task A_foreign_thing_with_our_name_is_refused_and_left_alone(bool azure, string make, string kind)
    {
        var (server, plan) = On(azure);
        var tenant = NewTenant();
        await server.ExecuteAsync(string.Format(null, make, NameOf(tenant), NameOf(tenant).ToUpperInvariant()));
        var before = await TracesAsync(server, tenant);
        var observer = new CrashingObserver();

        var refusal = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(plan, tenant, observer, Cancellation));

        Assert.Equal(FailureKind.Conflict, refusal.Kind);
        Assert.StartsWith($"The {kind} {NameOf(tenant)}", refusal.Problem, StringComparison.Ordinal);
        Assert.Empty(observer.Effects);
        Assert.Equal(before, await TracesAsync(server, tenant));

        await Provisioner.DeprovisionAsync(plan, tenant, observer, Cancellation);
        Assert.Empty(observer.Effects);
        Assert.Equal(before, await TracesAsync(server, tenant));
        Assert.Contains(Log.Lines, line => line.StartsWith("1501 Warning", StringComparison.Ordinal) && line.Contains("left alone", StringComparison.Ordinal));
        await server.ExecuteAsync(make.StartsWith("CREATE DATABASE", StringComparison.Ordinal)
            ? $"DROP DATABASE [{NameOf(tenant)}]" : make.Contains("_b", StringComparison.Ordinal) ? $"DROP LOGIN [{NameOf(tenant)}_b]" : $"DROP LOGIN [{NameOf(tenant)}_a]");
    }

    [Theory]
    [InlineData("CREATE TABLE [dbo].[customers] (i int)")]
    [InlineData("EXEC sys.sp_addextendedproperty @name = N'mendix-private-cloud', @value = N'somebody was here'")]
    [InlineData("EXEC sys.sp_addextendedproperty @name = N'mendix-private-cloud', @value = N'mendix-private-cloud/another-id apps/crm'")]
    public async Task A_database_that_somebody_filled_or_marked_is_not_taken_for_a_begun_one(string content)
    {
        var tenant = NewTenant();
        await CrashAfterAsync(tenant, "CREATE DATABASE");
        await Server.ExecuteAsync(content, NameOf(tenant));

        var refusal = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(Plan, tenant, Cancellation));
        Assert.Equal(FailureKind.Conflict, refusal.Kind);
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Single(await TracesAsync(Server, tenant), trace => trace.StartsWith("database", StringComparison.Ordinal));
        await Server.ExecuteAsync($"DROP DATABASE [{NameOf(tenant)}]");
    }

    [Fact]
    public async Task A_database_of_another_account_is_not_taken_for_a_begun_one()
    {
        var (server, plan) = On(azure: false, limited: true);
        var tenant = NewTenant();
        await CrashAfterAsync(tenant, "CREATE LOGIN");
        await server.ExecuteAsync($"CREATE DATABASE [{NameOf(tenant)}]");

        var refusal = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(plan, tenant, Cancellation));
        Assert.Equal(FailureKind.Configuration, refusal.Kind);
        Assert.Contains($"ALTER AUTHORIZATION ON DATABASE::[{NameOf(tenant)}] TO [{plan.UserName}]", refusal.Remedy, StringComparison.Ordinal);

        await server.ExecuteAsync($"DROP DATABASE [{NameOf(tenant)}]");
        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(server, tenant));
    }

    [Theory]
    [InlineData(false, "master", "ALTER DATABASE [{0}] SET READ_COMMITTED_SNAPSHOT OFF WITH ROLLBACK IMMEDIATE")]
    [InlineData(false, "master", "ALTER DATABASE [{0}] SET ALLOW_SNAPSHOT_ISOLATION OFF")]
    [InlineData(false, "master", "ALTER LOGIN [{0}_a] DISABLE")]
    [InlineData(false, "{0}", "EXEC sys.sp_dropextendedproperty @name = N'mendix-private-cloud'")]
    [InlineData(false, "{0}", "ALTER ROLE [db_owner] DROP MEMBER [{0}_a]")]
    [InlineData(false, "{0}", "DROP USER [{0}_a]")]
    [InlineData(true, "master", "ALTER DATABASE [{0}] SET READ_COMMITTED_SNAPSHOT OFF WITH ROLLBACK IMMEDIATE")]
    [InlineData(true, "master", "ALTER LOGIN [{0}_a] DISABLE")]
    [InlineData(true, "{0}", "EXEC sys.sp_dropextendedproperty @name = N'mendix-private-cloud'")]
    [InlineData(true, "{0}", "DROP USER [{0}_a]")]
    public async Task What_drifted_is_mended_by_a_repeat(bool azure, string database, string drift)
    {
        foreach (var limited in new[] { false, true })
        {
            var (server, plan) = On(azure, limited);
            var tenant = NewTenant();
            await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
            var before = await TracesAsync(server, tenant);
            await server.ExecuteAsync(string.Format(null, drift, NameOf(tenant)), string.Format(null, database, NameOf(tenant)));
            Assert.NotEqual(before, await TracesAsync(server, tenant));

            var settings = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
            Assert.Equal(before, await TracesAsync(server, tenant));
            await using (await ServerQueries.OpenAsync(ConnectionString(server, settings)))
            {
                await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
            }
        }
    }

    [Fact]
    public async Task A_login_that_was_locked_out_is_let_in_again()
    {
        await using var standIn = SqlServerStandIn.Start();
        var server = SqlServerFixture.Of(standIn, isAzure: false);
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(PlanOf(server), tenant, Cancellation);
        standIn.LockOut($"{NameOf(tenant)}_a");

        var settings = await Provisioner.ProvisionAsync(PlanOf(server), tenant, Cancellation);
        await using (await ServerQueries.OpenAsync(ConnectionString(server, settings)))
        {
            Assert.Contains(Log.Lines, line => line.EndsWith("WITH PASSWORD = N'***' UNLOCK", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_user_that_lost_its_login_is_tied_to_it_again()
    {
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        var before = await TracesAsync(Server, tenant);
        await Server.ExecuteAsync($"CREATE LOGIN [other_{tenant.Id}] WITH PASSWORD = N'{Password}'");
        await Server.ExecuteAsync($"ALTER USER [{NameOf(tenant)}_a] WITH LOGIN = [other_{tenant.Id}]", NameOf(tenant));

        await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        Assert.Equal(before, await TracesAsync(Server, tenant));
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        await Server.ExecuteAsync($"DROP LOGIN [other_{tenant.Id}]");
    }

    [Theory]
    [InlineData("O'Brien\"; DROP DATABASE master; --", "it's")]
    [InlineData("]; DROP DATABASE [master", "[ns]]")]
    [InlineData("環境 \\ 😀 $$ ***", "über\0null\n")]
    [InlineData("a-very-long-name-of-an-environment-that-does-not-fit-into-any-identifier-of-a-server-by-far-and-goes-on-and-on-and-on-until-one-hundred-and-twenty-eight", "apps")]
    public async Task Any_name_of_an_environment_works(string environment, string @namespace)
    {
        foreach (var azure in new[] { false, true })
        {
            var (server, plan) = On(azure);
            var tenant = NewTenant(environment, @namespace);
            var settings = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
            await using (await ServerQueries.OpenAsync(ConnectionString(server, settings)))
            {
                await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
            }

            Assert.Empty(await TracesAsync(server, tenant));
        }
    }

    private async Task CrashAfterAsync(Tenant tenant, string statement)
    {
        for (var point = 1; ; point += 2)
        {
            var observer = new CrashingObserver(point);
            await Assert.ThrowsAsync<CrashException>(() => Provisioner.ProvisionAsync(Plan, tenant, observer, Cancellation));
            if (observer.Effects[^1].StartsWith(statement, StringComparison.Ordinal))
            {
                return;
            }
        }
    }
}
