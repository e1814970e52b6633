using Mendix.PrivateCloud.Testing.Postgres;
using Npgsql;

[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support.PostgresFixture))]

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;

/// <summary>The one server that the tests of this assembly share, with an account that is no superuser.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    public const string LimitedUser = "limited";
    public const string LimitedPassword = "limited-Pa55word";

    private PostgresServer? _server;

    public PostgresServer Server
    {
        get
        {
            if (PostgresBinaries.SkipReason is { } reason)
            {
                Assert.Skip(reason);
            }

            return _server!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (PostgresBinaries.SkipReason is null)
        {
            _server = await PostgresServer.StartAsync();
            await _server.ExecuteAsync($"CREATE ROLE {LimitedUser} LOGIN CREATEROLE CREATEDB PASSWORD '{LimitedPassword}'");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        NpgsqlConnection.ClearAllPools();
    }
}
