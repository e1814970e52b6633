using Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;
using Mendix.PrivateCloud.Testing.Effects;
using Microsoft.Data.SqlClient;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests;

/// <summary>Two logins to the same things: at no instant is a client refused before it was told to switch.</summary>
public sealed class RotationTests(SqlServerFixture fixture) : SqlServerTest(fixture)
{
    [Theory]
    [MemberData(nameof(ServersAndAccounts))]
    public async Task Somebody_who_logs_in_throughout_is_never_refused(bool azure, bool limited)
    {
        var (server, plan) = On(azure, limited);
        var tenant = NewTenant();
        var current = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        await using (var a = await ServerQueries.OpenAsync(ConnectionString(server, current)))
        {
            await a.ExecuteAsync("CREATE TABLE [dbo].[t] (i int)");
        }

        var undisturbed = await TracesAsync(server, tenant);
        foreach (var expected in new[] { "b", "a", "b" })
        {
            var logins = new LoggingIn(server, current);
            var next = await Rotator.RotateCredentialsAsync(plan, tenant, current, logins, Cancellation);
            Assert.Equal($"{NameOf(tenant)}_{expected}", next["DatabaseUserName"]);
            await using (var old = await ServerQueries.OpenAsync(ConnectionString(server, current)))
            {
                await using var both = await ServerQueries.OpenAsync(ConnectionString(server, next));
                await both.ExecuteAsync("INSERT INTO [dbo].[t] VALUES (1)");
                await old.ExecuteAsync("DELETE FROM [dbo].[t]");
            }

            var withdrawal = new LoggingIn(server, next);
            await Rotator.WithdrawCredentialsAsync(plan, tenant, next, withdrawal, Cancellation);
            var refusal = await Assert.ThrowsAsync<SqlException>(() => ServerQueries.OpenAsync(ConnectionString(server, current)));
            Assert.Equal(18456, refusal.Number);
            Assert.True(logins.Count + withdrawal.Count >= 6);
            current = next;
        }

        Assert.Equal(undisturbed.Count, (await TracesAsync(server, tenant)).Count);
        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(server, tenant));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Both_steps_go_on_from_any_point(bool azure)
    {
        var (server, plan) = On(azure);
        for (var point = 0; ; point++)
        {
            var tenant = NewTenant();
            var current = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
            var rotation = new CrashingObserver(point);
            await IgnoreCrashAsync(() => Rotator.RotateCredentialsAsync(plan, tenant, current, rotation, Cancellation));
            await using (await ServerQueries.OpenAsync(ConnectionString(server, current)))
            {
            }

            var next = await Rotator.RotateCredentialsAsync(plan, tenant, current, Cancellation);
            var withdrawal = new CrashingObserver(point);
            await IgnoreCrashAsync(() => Rotator.WithdrawCredentialsAsync(plan, tenant, next, withdrawal, Cancellation));
            await using (await ServerQueries.OpenAsync(ConnectionString(server, next)))
            {
            }

            await Rotator.WithdrawCredentialsAsync(plan, tenant, next, Cancellation);
            Assert.Single(await TracesAsync(server, tenant), trace => trace.StartsWith("login", StringComparison.Ordinal));
            Assert.Single(await TracesAsync(server, tenant), trace => trace.StartsWith("user", StringComparison.Ordinal));
            await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
            if (rotation.Points <= point && withdrawal.Points <= point)
            {
                return;
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sessions_with_withdrawn_credentials_are_ended(bool azure)
    {
        var (server, plan) = On(azure);
        var tenant = NewTenant();
        var current = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        await using var session = await ServerQueries.OpenAsync(ConnectionString(server, current));
        var next = await Rotator.RotateCredentialsAsync(plan, tenant, current, Cancellation);
        Assert.Equal(-1, await session.ExecuteAsync("CREATE TABLE [dbo].[t] (i int)"));

        await Rotator.WithdrawCredentialsAsync(plan, tenant, next, Cancellation);
        await Assert.ThrowsAnyAsync<SqlException>(() => session.ExecuteAsync("INSERT INTO [dbo].[t] VALUES (1)"));
        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);
    }

    [Fact]
    public async Task A_schema_that_the_old_login_owns_keeps_it_and_says_so()
    {
        var tenant = NewTenant();
        var current = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        await Server.ExecuteAsync($"CREATE SCHEMA [reports] AUTHORIZATION [{NameOf(tenant)}_a]", NameOf(tenant));
        var next = await Rotator.RotateCredentialsAsync(Plan, tenant, current, Cancellation);

        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => Rotator.WithdrawCredentialsAsync(Plan, tenant, next, Cancellation));
        Assert.Equal(FailureKind.Conflict, failure.Kind);
        Assert.Contains("ALTER AUTHORIZATION", failure.Remedy, StringComparison.Ordinal);
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(Server, tenant));
    }

    [Fact]
    public async Task Settings_of_somebody_else_are_refused()
    {
        var refusal = await Assert.ThrowsAsync<ProvisioningException>(() => Rotator.RotateCredentialsAsync(
            Plan, NewTenant(), new RuntimeSettings { { "DatabaseUserName", "somebody" } }, Cancellation));
        Assert.Equal(FailureKind.Configuration, refusal.Kind);
    }

    private static async Task IgnoreCrashAsync(Func<Task> verb)
    {
        try
        {
            await verb();
        }
        catch (CrashException)
        {
            // What was to happen.
        }
    }

    /// <summary>Logs in before and after every effect.</summary>
    private sealed class LoggingIn(TestServer server, RuntimeSettings settings) : IEffectObserver
    {
        public int Count { get; private set; }

        public ValueTask BeforeAsync(EffectNotice effect, CancellationToken cancellationToken) => LogInAsync();

        public ValueTask AfterAsync(EffectNotice effect, CancellationToken cancellationToken) => LogInAsync();

        private async ValueTask LogInAsync()
        {
            await using var connection = await ServerQueries.OpenAsync(ConnectionString(server, settings));
            Count++;
        }
    }
}
