using System.Globalization;
using System.Net;
using Mendix.PrivateCloud.Testing.SqlServer;
using Microsoft.Data.SqlClient;

[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support.SqlServerFixture))]

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;

/// <summary>
/// The servers that the tests of this assembly share. Where <c>PRIVATECLOUD_TEST_SQLSERVER</c> holds a connection string of an
/// administrator, its server takes the place of the stand-in of its kind.
/// </summary>
public sealed class SqlServerFixture : IAsyncLifetime
{
    public const string Variable = "PRIVATECLOUD_TEST_SQLSERVER";
    public const string LimitedUser = "mendix-test-limited";
    public const string LimitedPassword = "limited-Pa55word";

    private readonly SqlServerStandIn _standIn = SqlServerStandIn.Start();
    private readonly SqlServerStandIn _azureStandIn = SqlServerStandIn.Start(isAzure: true);

    /// <summary>A SQL Server.</summary>
    public TestServer Server { get; private set; } = null!;

    /// <summary>An Azure SQL Database server.</summary>
    public TestServer Azure { get; private set; } = null!;

    public static TestServer Of(SqlServerStandIn standIn, bool isAzure) =>
        new(standIn.Host, standIn.Port, SqlServerStandIn.Administrator, SqlServerStandIn.AdministratorPassword, isAzure, IsReal: false);

    public async ValueTask InitializeAsync()
    {
        Server = Of(_standIn, isAzure: false);
        Azure = Of(_azureStandIn, isAzure: true);
        _azureStandIn.AddLogin(LimitedUser, LimitedPassword, "dbmanager", "loginmanager");
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } connectionString)
        {
            var real = await RealAsync(connectionString);
            (Server, Azure) = real.IsAzure ? (Server, real) : (real, Azure);
        }

        await Server.DropLoginAsync(LimitedUser);
        await Server.ExecuteAsync(
            $"CREATE LOGIN [{LimitedUser}] WITH PASSWORD = N'{LimitedPassword}'; " +
            $"ALTER SERVER ROLE [dbcreator] ADD MEMBER [{LimitedUser}]; ALTER SERVER ROLE [securityadmin] ADD MEMBER [{LimitedUser}]");
    }

    public async ValueTask DisposeAsync()
    {
        SqlConnection.ClearAllPools();
        await Server.DropLoginAsync(LimitedUser);
        await _standIn.DisposeAsync();
        await _azureStandIn.DisposeAsync();
    }

    private static async Task<TestServer> RealAsync(string connectionString)
    {
        var settings = new SqlConnectionStringBuilder(connectionString);
        var source = settings.DataSource.Replace("tcp:", "", StringComparison.OrdinalIgnoreCase).Split(',');
        var host = source[0].Trim();
        // A plan takes no short names.
        host = host.Contains('.', StringComparison.Ordinal) ? host : (await Dns.GetHostAddressesAsync(host))[0].ToString();
        var port = source.Length > 1 ? int.Parse(source[1], CultureInfo.InvariantCulture) : 1433;
        var server = new TestServer(host, port, settings.UserID, settings.Password, IsAzure: false, IsReal: true);
        return server with { IsAzure = await server.ScalarAsync<int>("SELECT CAST(SERVERPROPERTY(N'EngineEdition') AS int)") == 5 };
    }
}
