using Mendix.PrivateCloud.Provisioners.SqlServer;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.SystemBench.Storage.Cases;

/// <summary>
/// Against the stand-in, where the times are those of the driver and of ours; a real server adds its own to both. It is
/// taken where <c>PRIVATECLOUD_BENCH_SQLSERVER</c> holds a connection string of an administrator: <c>Server=host,port;User ID=…;Password=…</c>.
/// </summary>
internal sealed class SqlServerCase : StorageCase
{
    private const string Variable = "PRIVATECLOUD_BENCH_SQLSERVER";
    private const string Ours = "provisioner";
    private const string ByHand = "by-hand";

    private SqlServerStandIn? _standIn;
    private SqlServerPlan? _plan;
    private SqlConnectionStringBuilder? _byHand;

    public override string Type => "sqlserver";

    public override string Server => _standIn is null ? "server given, SqlClient" : "stand-in, SqlClient";

    public override object Plan => _plan!;

    public override int ConnectionBudget => new SqlServerOptions().MaxPoolSize;

    public override Task<string?> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            var settings = new SqlConnectionStringBuilder(given);
            var source = settings.DataSource.Split(',');
            (_plan, _byHand) = (PlanOf(source[0], int.Parse(source.ElementAtOrDefault(1) ?? "1433"), settings.UserID, settings.Password), settings);
        }
        else
        {
            _standIn = SqlServerStandIn.Start();
            // Two accounts with the same rights, so that the sessions of ours can be told from the others.
            foreach (var account in (string[])[Ours, ByHand])
            {
                _standIn.AddLogin(account, SqlServerStandIn.AdministratorPassword, "dbcreator", "securityadmin");
            }

            _plan = PlanOf(_standIn.Host, _standIn.Port, Ours, SqlServerStandIn.AdministratorPassword);
            _byHand = new SqlConnectionStringBuilder
            {
                DataSource = $"tcp:{_standIn.Host},{_standIn.Port}",
                UserID = ByHand,
                Password = SqlServerStandIn.AdministratorPassword,
                Encrypt = SqlConnectionEncryptOption.Optional,
            };
        }

        return Task.FromResult<string?>(null);

        static SqlServerPlan PlanOf(string host, int port, string userName, string password) =>
            new() { Host = host, Port = port, UserName = userName, Password = new SecretValue(password) };
    }

    public override void Register(IPrivateCloudBuilder builder) => builder.AddSqlServer();

    public override async Task ProvisionByHandAsync(Tenant tenant)
    {
        var (name, mark) = (TenantName.For(tenant, 61), TenantMark.Of(tenant));
        var sid = Convert.ToHexString(Guid.NewGuid().ToByteArray());
        await LookAsync("master", SqlServerLooks.InMaster, name);
        await InAsync("master", $"CREATE LOGIN [{name}_a] WITH PASSWORD = N'{SecretValue.Random(28).Reveal()}-Aa0', SID = 0x{sid}, CHECK_POLICY = ON, CHECK_EXPIRATION = OFF");
        await InAsync("master", $"CREATE DATABASE [{name}] COLLATE SQL_Latin1_General_CP1_CI_AS");
        if (!await AreOptionsOnAsync(name))
        {
            await InAsync("master",
                $"ALTER DATABASE [{name}] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE", $"ALTER DATABASE [{name}] SET ALLOW_SNAPSHOT_ISOLATION ON");
        }

        await InAsync(name,
            $"EXEC sys.sp_addextendedproperty @name = N'mendix-private-cloud', @value = N'{mark}'",
            $"CREATE USER [{name}_a] FOR LOGIN [{name}_a] WITH DEFAULT_SCHEMA = [dbo]",
            $"ALTER ROLE [db_owner] ADD MEMBER [{name}_a]");
    }

    public override async Task DeprovisionByHandAsync(Tenant tenant)
    {
        var name = TenantName.For(tenant, 61);
        await LookAsync("master", SqlServerLooks.InMaster, name);
        await LookAsync(name, SqlServerLooks.Inside, name);
        await InAsync("master", $"ALTER LOGIN [{name}_a] DISABLE");
        await InAsync("master", $"ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE", $"DROP DATABASE [{name}]");
        await LookAsync("master", SqlServerLooks.InMaster, name);
        await InAsync("master",
            "DECLARE @kill nvarchar(max) = N''; SELECT @kill += CONCAT(N'KILL ', session_id, N'; ') FROM sys.dm_exec_sessions " +
            $"WHERE original_login_name = N'{name}_a' AND session_id <> @@SPID; EXEC (@kill)",
            $"DROP LOGIN [{name}_a]");
    }

    public override async Task<int> CountConnectionsAsync()
    {
        if (_standIn is not null)
        {
            return _standIn.PeakSessions(Ours);
        }

        await using var connection = await OpenAsync("master");
        await using var command = new SqlCommand("SELECT COUNT(*) FROM sys.dm_exec_sessions WHERE program_name = N'mendix-private-cloud'", connection);
        return (int)(await command.ExecuteScalarAsync())!;
    }

    public override async ValueTask DisposeAsync()
    {
        SqlConnection.ClearAllPools();
        if (_standIn is not null)
        {
            await _standIn.DisposeAsync();
        }
    }

    private async Task<bool> AreOptionsOnAsync(string name)
    {
        await using var connection = await OpenAsync("master");
        await using var command = new SqlCommand(SqlServerLooks.AtOptions, connection);
        command.Parameters.Add("@database", System.Data.SqlDbType.NVarChar, 128).Value = name;
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() && reader.GetBoolean(0) && reader.GetInt32(1) == 1;
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
        var connection = new SqlConnection(new SqlConnectionStringBuilder(_byHand!.ConnectionString)
        {
            InitialCatalog = database,
            TrustServerCertificate = true,
            Pooling = database == "master",
        }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
