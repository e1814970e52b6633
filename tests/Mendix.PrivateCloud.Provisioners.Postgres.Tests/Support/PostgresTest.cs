using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Logging;
using Mendix.PrivateCloud.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;

/// <summary>A provisioner from a plain container, against the real server.</summary>
public abstract class PostgresTest : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    protected PostgresTest(PostgresFixture fixture)
    {
        Server = fixture.Server;
        _services = Compose(_ => { });
        Provisioner = _services.GetRequiredService<IStorageProvisioners>().Get("postgres");
    }

    internal RecordingLogger Log { get; } = new();

    protected PostgresServer Server { get; }

    protected IStorageProvisioner Provisioner { get; }

    protected ITenantPreviewer Previewer => (ITenantPreviewer)Provisioner;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected PostgresPlan Plan => new()
    {
        Host = Server.Host,
        Port = Server.Port,
        UserName = Server.UserName,
        Password = new SecretValue(Server.Password),
    };

    protected PostgresPlan LimitedPlan => Plan with
    {
        UserName = PostgresFixture.LimitedUser,
        Password = new SecretValue(PostgresFixture.LimitedPassword),
    };

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _services.DisposeAsync();
    }

    protected static Tenant NewTenant(string environment = "crm", string @namespace = "apps") =>
        new(@namespace, environment, Guid.NewGuid().ToString());

    protected static string NameOf(Tenant tenant) => TenantName.For(tenant, 61);

    protected PostgresPlan As(bool limited) => limited ? LimitedPlan : Plan;

    protected ServiceProvider Compose(Action<PostgresOptions> configure)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Log.AsProvider()).SetMinimumLevel(LogLevel.Trace));
        services.AddPrivateCloud().AddPostgres(configure);
        return services.BuildServiceProvider();
    }

    protected Task<IReadOnlyList<string>> TracesAsync(Tenant tenant) => Server.TracesAsync($"{NameOf(tenant)}%");

    /// <summary>The connection string an application would use.</summary>
    protected string ConnectionString(RuntimeSettings settings, string? database = null) =>
        Server.ConnectionString(database ?? settings["DatabaseName"]!, settings["DatabaseUserName"], settings["DatabasePassword"]);

    /// <summary>Waits for what the server does on its own account, such as noticing that a client went away.</summary>
    protected static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }
}
