using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Mendix.PrivateCloud.Testing.SqlServer;
using Microsoft.Data.SqlClient;

[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support.SqlServerFixture))]

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;

/// <summary>
/// The servers that the tests of this assembly share. Where <c>PRIVATECLOUD_TEST_SQLSERVER</c> holds a connection string of an
/// administrator, its server takes the place of the stand-in of its kind. On it, every name is of this run alone, and what
/// failed tests leave is removed at the end.
/// </summary>
public sealed class SqlServerFixture : IAsyncLifetime
{
    public const string Variable = "PRIVATECLOUD_TEST_SQLSERVER";
    private readonly SqlServerStandIn _standIn = SqlServerStandIn.Start();
    private readonly SqlServerStandIn _azureStandIn = SqlServerStandIn.Start(isAzure: true);
    private readonly ConcurrentBag<string> _tenants = [];

    /// <summary>What the names of accounts end with, so that two runs on one server do not meet.</summary>
    public static string Run { get; } = Guid.NewGuid().ToString("N")[..8];

    /// <summary>Password of the accounts that are made; never the same twice, because they may do much on a real server.</summary>
    public static string AccountPassword { get; } = $"{Guid.NewGuid():N}-Aa0";

    /// <summary>The account with no more than the documented rights.</summary>
    public static string LimitedUser { get; } = $"mendix-test-limited-{Run}";

    /// <summary>A SQL Server.</summary>
    public TestServer Server { get; private set; } = null!;

    /// <summary>An Azure SQL Database server.</summary>
    public TestServer Azure { get; private set; } = null!;

    /// <summary>The server given, where it is Babelfish, which the provisioner refuses; null when it is none.</summary>
    public TestServer? Babelfish { get; private set; }

    public static TestServer Of(SqlServerStandIn standIn, bool isAzure) =>
        new(standIn.Host, standIn.Port, SqlServerStandIn.Administrator, SqlServerStandIn.AdministratorPassword, isAzure, IsReal: false);

    public async ValueTask InitializeAsync()
    {
        Server = Of(_standIn, isAzure: false);
        Azure = Of(_azureStandIn, isAzure: true);
        _azureStandIn.AddLogin(LimitedUser, AccountPassword, "dbmanager", "loginmanager");
        Babelfish = await GivenAsync() is { IsBabelfish: true } given ? given.Server : null;
        if (await RealAsync() is { } real)
        {
            (Server, Azure) = real.IsAzure ? (Server, real) : (real, Azure);
        }

        await Server.ExecuteAsync(
            $"CREATE LOGIN [{LimitedUser}] WITH PASSWORD = N'{AccountPassword}'; " +
            $"ALTER SERVER ROLE [dbcreator] ADD MEMBER [{LimitedUser}]; ALTER SERVER ROLE [securityadmin] ADD MEMBER [{LimitedUser}]");
    }

    public async ValueTask DisposeAsync()
    {
        SqlConnection.ClearAllPools();
        foreach (var (server, tenant) in new[] { Server, Azure }.Where(server => server.IsReal).SelectMany(server => _tenants.Select(tenant => (server, tenant))))
        {
            await server.DropTenantAsync(tenant);
        }

        await Server.DropLoginAsync(LimitedUser);
        await _standIn.DisposeAsync();
        await _azureStandIn.DisposeAsync();
    }

    /// <summary>Notes the name of a tenant that a test may make.</summary>
    internal void Expect(string tenant) => _tenants.Add(tenant);

    /// <summary>The real server; null when none is given, or one that takes no tenants.</summary>
    internal static async Task<TestServer?> RealAsync() => await GivenAsync() is { IsBabelfish: false } given ? given.Server : null;

    private static async Task<(TestServer Server, bool IsBabelfish)?> GivenAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } connectionString)
        {
            return null;
        }

        var settings = new SqlConnectionStringBuilder(connectionString);
        var source = settings.DataSource.Replace("tcp:", "", StringComparison.OrdinalIgnoreCase).Split(',');
        var host = source[0].Trim();
        // A plan takes no short names.
        host = host.Contains('.', StringComparison.Ordinal) ? host : (await Dns.GetHostAddressesAsync(host))[0].ToString();
        var port = source.Length > 1 ? int.Parse(source[1], CultureInfo.InvariantCulture) : 1433;
        var server = new TestServer(host, port, settings.UserID, settings.Password, IsAzure: false, IsReal: true);
        var isBabelfish = await server.ScalarAsync<int>("SELECT CAST(SERVERPROPERTY(N'Babelfish') AS int)") == 1;
        return (server with { IsAzure = await server.ScalarAsync<int>("SELECT CAST(SERVERPROPERTY(N'EngineEdition') AS int)") == 5 }, isBabelfish);
    }
}
