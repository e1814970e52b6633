using Mendix.PrivateCloud.Provisioners.SqlServer;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.SystemBench.Storage.Cases;

/// <summary>Against the stand-in, so the times are those of the driver and of ours: a real server adds its own to both.</summary>
internal sealed class SqlServerCase : StorageCase
{
    private const string LookInMaster = """
        SELECT CAST(SERVERPROPERTY(N'EngineEdition') AS int), SUSER_SID();
        SELECT name, sid, is_disabled, CAST(LOGINPROPERTY(name, N'IsLocked') AS int), create_date FROM sys.server_principals WHERE name IN (@a, @b);
        SELECT name, owner_sid, create_date, state_desc, user_access_desc, HAS_DBACCESS(name), is_auto_update_stats_async_on,
               is_read_committed_snapshot_on, CAST(snapshot_isolation_state AS int)
          FROM sys.databases WHERE name = @database;
        """;

    private const string LookInside = """
        SELECT CAST(value AS nvarchar(4000)) FROM sys.extended_properties WHERE class = 0 AND name = @mark;
        SELECT name, sid, IS_ROLEMEMBER(N'db_owner', name) FROM sys.database_principals WHERE name IN (@a, @b);
        SELECT COUNT(*) FROM sys.tables;
        SELECT COUNT(*) FROM sys.database_principals
         WHERE principal_id > 4 AND type IN (N'S', N'U', N'G', N'E', N'X') AND name NOT IN (@a, @b);
        """;

    private const string LookAtOptions =
        "SELECT is_read_committed_snapshot_on, CAST(snapshot_isolation_state AS int) FROM sys.databases WHERE name = @database";

    private SqlServerStandIn? _server;
    private SqlServerPlan? _plan;

    public override string Type => "sqlserver";

    public override string Server => "stand-in, SqlClient";

    public override object Plan => _plan!;

    public override int ConnectionBudget => new SqlServerOptions().MaxPoolSize;

    public override Task<string?> StartAsync()
    {
        _server = SqlServerStandIn.Start();
        // An account of its own: what is done by hand is the administrator's.
        _server.AddLogin("provisioner", SqlServerStandIn.AdministratorPassword, "dbcreator", "securityadmin");
        _plan = new SqlServerPlan
        {
            Host = _server.Host,
            Port = _server.Port,
            UserName = "provisioner",
            Password = new SecretValue(SqlServerStandIn.AdministratorPassword),
        };
        return Task.FromResult<string?>(null);
    }

    public override void Register(IPrivateCloudBuilder builder) => builder.AddSqlServer();

    public override async Task ProvisionByHandAsync(Tenant tenant)
    {
        var (name, mark) = (TenantName.For(tenant, 61), TenantMark.Of(tenant));
        var sid = Convert.ToHexString(Guid.NewGuid().ToByteArray());
        await LookAsync("master", LookInMaster, name);
        await InAsync("master", $"CREATE LOGIN [{name}_a] WITH PASSWORD = N'{SecretValue.Random(28).Reveal()}-Aa0', SID = 0x{sid}, CHECK_POLICY = ON, CHECK_EXPIRATION = OFF");
        await InAsync("master", $"CREATE DATABASE [{name}] COLLATE SQL_Latin1_General_CP1_CI_AS");
        await LookAsync("master", LookAtOptions, name);
        await InAsync("master",
            $"ALTER DATABASE [{name}] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE", $"ALTER DATABASE [{name}] SET ALLOW_SNAPSHOT_ISOLATION ON");
        await InAsync(name,
            $"EXEC sys.sp_addextendedproperty @name = N'mendix-private-cloud', @value = N'{mark}'",
            $"CREATE USER [{name}_a] FOR LOGIN [{name}_a] WITH DEFAULT_SCHEMA = [dbo]",
            $"ALTER ROLE [db_owner] ADD MEMBER [{name}_a]");
    }

    public override async Task DeprovisionByHandAsync(Tenant tenant)
    {
        var name = TenantName.For(tenant, 61);
        await LookAsync("master", LookInMaster, name);
        await LookAsync(name, LookInside, name);
        await InAsync("master", $"ALTER LOGIN [{name}_a] DISABLE");
        await InAsync("master", $"ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE", $"DROP DATABASE [{name}]");
        await LookAsync("master", LookInMaster, name);
        await InAsync("master",
            "DECLARE @kill nvarchar(max) = N''; SELECT @kill += CONCAT(N'KILL ', session_id, N'; ') FROM sys.dm_exec_sessions " +
            $"WHERE original_login_name = N'{name}_a' AND session_id <> @@SPID; EXEC (@kill)",
            $"DROP LOGIN [{name}_a]");
    }

    public override Task<int> CountConnectionsAsync() => Task.FromResult(_server!.Sessions("provisioner"));

    public override async ValueTask DisposeAsync()
    {
        SqlConnection.ClearAllPools();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private async Task LookAsync(string database, string query, string name)
    {
        await using var connection = await OpenAsync(database);
        await using var command = new SqlCommand(query, connection);
        command.Parameters.Add("@database", System.Data.SqlDbType.NVarChar, 128).Value = name;
        command.Parameters.Add("@mark", System.Data.SqlDbType.NVarChar, 128).Value = "mendix-private-cloud";
        command.Parameters.Add("@a", System.Data.SqlDbType.NVarChar, 128).Value = $"{name}_a";
        command.Parameters.Add("@b", System.Data.SqlDbType.NVarChar, 128).Value = $"{name}_b";
        await using var reader = await command.ExecuteReaderAsync();
        do
        {
            while (await reader.ReadAsync())
            {
            }
        }
        while (await reader.NextResultAsync());
    }

    private async Task InAsync(string database, params string[] statements)
    {
        await using var connection = await OpenAsync(database);
        foreach (var statement in statements)
        {
            await using var command = new SqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    // As ours: a pool for master, and fresh connections into databases that are to be dropped.
    private async Task<SqlConnection> OpenAsync(string database)
    {
        var connection = new SqlConnection(new SqlConnectionStringBuilder
        {
            DataSource = $"tcp:{_server!.Host},{_server.Port}",
            InitialCatalog = database,
            UserID = SqlServerStandIn.Administrator,
            Password = SqlServerStandIn.AdministratorPassword,
            Encrypt = SqlConnectionEncryptOption.Optional,
            Pooling = database == "master",
        }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
