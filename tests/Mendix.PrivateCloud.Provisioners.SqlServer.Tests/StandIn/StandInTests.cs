using Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;
using Mendix.PrivateCloud.Testing.SqlServer;
using Microsoft.Data.SqlClient;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests.StandIn;

/// <summary>What the other tests rest on: the stand-in refuses what a server refuses, with its numbers.</summary>
public sealed class StandInTests : IAsyncLifetime
{
    private readonly SqlServerStandIn _onPremises = SqlServerStandIn.Start();
    private readonly SqlServerStandIn _azure = SqlServerStandIn.Start(isAzure: true);

    public async ValueTask InitializeAsync()
    {
        foreach (var azure in new[] { false, true })
        {
            await Server(azure).ExecuteAsync("CREATE LOGIN [l] WITH PASSWORD = N'Some-Pa55word'; CREATE DATABASE [d]");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _onPremises.DisposeAsync();
        await _azure.DisposeAsync();
    }

    [Theory]
    [InlineData(false, "CREATE LOGIN [L] WITH PASSWORD = N'Some-Pa55word'", 15025)]
    [InlineData(false, "CREATE LOGIN [m] WITH PASSWORD = N'tooeasy'", 15118)]
    [InlineData(false, "CREATE LOGIN [m] WITH PASSWORD = N'Some-Pa55word', SID = 0x01", 15419)]
    [InlineData(false, "CREATE DATABASE [D]", 1801)]
    [InlineData(false, "CREATE DATABASE [e] (EDITION = 'Basic')", 102)]
    [InlineData(false, "CREATE DATABASE [e] COLLATE Klingon_CI_AS", 448)]
    [InlineData(false, "DROP DATABASE [nowhere]", 3701)]
    [InlineData(false, "DROP LOGIN [nobody]", 15151)]
    [InlineData(false, "DROP LOGIN [sa]", 15434)]
    [InlineData(false, "ALTER DATABASE [nowhere] SET ALLOW_SNAPSHOT_ISOLATION ON", 5011)]
    [InlineData(false, "USE [nowhere]", 911)]
    [InlineData(false, "KILL 999", 6106)]
    [InlineData(false, "SELECT name FROM sys.no_such_view", 208)]
    [InlineData(false, "SELECT no_such_column FROM sys.databases", 207)]
    [InlineData(false, "SELECT NO_SUCH_FUNCTION(1)", 195)]
    [InlineData(false, "MAKE IT SO", 102)]
    [InlineData(false, "SET NOCOUNT ON", 102)]
    [InlineData(false, "DBCC FLUSHAUTHCACHE", 2526)]
    [InlineData(true, "CREATE LOGIN [m] WITH PASSWORD = N'Some-Pa55word', CHECK_POLICY = ON", 40517)]
    [InlineData(true, "CREATE LOGIN [m] WITH PASSWORD = N'tooeasy'", 40632)]
    [InlineData(true, "CREATE DATABASE [e]; SELECT 1", 40530)]
    [InlineData(true, "USE [d]", 40508)]
    [InlineData(true, "SELECT x FROM [d].[dbo].[t]", 40515)]
    [InlineData(true, "ALTER DATABASE [d] SET SINGLE_USER WITH ROLLBACK IMMEDIATE", 1468)]
    [InlineData(true, "SELECT name FROM sys.server_principals", 208)]
    public async Task It_refuses_with_the_number_of_the_server(bool azure, string statement, int number)
    {
        await using var connection = await ServerQueries.OpenAsync(Server(azure).ConnectionString());
        var refusal = await Assert.ThrowsAsync<SqlException>(() => connection.ExecuteAsync(statement));
        Assert.Equal(number, refusal.Number);
    }

    [Fact]
    public async Task A_login_without_a_user_stays_outside_and_one_with_a_user_has_the_rights_of_its_roles()
    {
        var server = Server(azure: false);
        var own = server.ConnectionString("d", "l", "Some-Pa55word");
        var refusal = await Assert.ThrowsAsync<SqlException>(() => ServerQueries.OpenAsync(own));
        Assert.Equal([4060, 18456], refusal.Errors.Cast<SqlError>().Select(error => error.Number));
        await using (var outside = await ServerQueries.OpenAsync(server.ConnectionString("master", "l", "Some-Pa55word")))
        {
            Assert.Equal(916, (await Assert.ThrowsAsync<SqlException>(() => outside.ExecuteAsync("USE [d]"))).Number);
        }

        await server.ExecuteAsync("CREATE USER [l] FOR LOGIN [l]", "d");
        await using var inside = await ServerQueries.OpenAsync(own);
        Assert.Equal(262, (await Assert.ThrowsAsync<SqlException>(() => inside.ExecuteAsync("CREATE TABLE t (i int)"))).Number);
        await server.ExecuteAsync("ALTER ROLE [db_owner] ADD MEMBER [l]; CREATE TABLE t (i int)", "d");
        await inside.ExecuteAsync("INSERT INTO t VALUES (1)");
        Assert.Equal(1, await inside.ScalarAsync<int>("SELECT i FROM t WHERE i = 1"));

        Assert.Equal(3702, (await Assert.ThrowsAsync<SqlException>(() => server.ExecuteAsync("DROP DATABASE [d]"))).Number);
        Assert.Equal(15434, (await Assert.ThrowsAsync<SqlException>(() => server.ExecuteAsync("DROP LOGIN [l]"))).Number);
        Assert.Equal(15063, (await Assert.ThrowsAsync<SqlException>(() => server.ExecuteAsync("CREATE USER [other] FOR LOGIN [l]", "d"))).Number);
    }

    [Fact]
    public async Task A_connection_out_of_the_pool_begins_in_its_own_database_again()
    {
        var pooled = new SqlConnectionStringBuilder(Server(azure: false).ConnectionString()) { Pooling = true, MaxPoolSize = 1 }.ConnectionString;
        await using (var first = await ServerQueries.OpenAsync(pooled))
        {
            await first.ExecuteAsync("USE [d]");
            Assert.Equal("d", first.Database);
        }

        await using var second = await ServerQueries.OpenAsync(pooled);
        Assert.Equal("master", await second.ScalarAsync<string>("SELECT DB_NAME()"));
        SqlConnection.ClearPool(second);
    }

    [Fact]
    public async Task What_spans_packets_arrives_whole()
    {
        var text = new string('x', 20_000) + "'" + new string('y', 20_000);
        await using var connection = await ServerQueries.OpenAsync(Server(azure: false).ConnectionString());
        Assert.Equal(text.Length, await connection.ScalarAsync<int>($"SELECT LEN(N'{text.Replace("'", "''", StringComparison.Ordinal)}')"));

        await using var command = new SqlCommand("SELECT LEN(@text)", connection);
        command.Parameters.AddWithValue("@text", text);
        Assert.Equal(text.Length, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private TestServer Server(bool azure) => SqlServerFixture.Of(azure ? _azure : _onPremises, azure);
}
