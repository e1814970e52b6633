using Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests;

/// <summary>What is not ours is neither adopted nor changed nor deleted; what is ours is known by its mark or its owner.</summary>
public sealed class OwnershipTests(PostgresFixture fixture) : PostgresTest(fixture)
{
    [Theory]
    [InlineData("CREATE ROLE \"{0}\"", "role")]
    [InlineData("CREATE ROLE \"{0}_a\" LOGIN", "login")]
    [InlineData("CREATE ROLE \"{0}_b\" LOGIN", "login")]
    [InlineData("CREATE DATABASE \"{0}\"", "database")]
    public async Task A_foreign_thing_with_our_name_is_refused_and_left_alone(string make, string kind)
    {
        var tenant = NewTenant();
        await Server.ExecuteAsync(string.Format(null, make, NameOf(tenant)));
        var before = await TracesAsync(tenant);
        var observer = new CrashingObserver();

        var refusal = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(Plan, tenant, observer, Cancellation));

        Assert.Equal(FailureKind.Conflict, refusal.Kind);
        Assert.StartsWith($"The {kind} {NameOf(tenant)}", refusal.Problem, StringComparison.Ordinal);
        Assert.Empty(observer.Effects);
        Assert.Equal(before, await TracesAsync(tenant));

        await Provisioner.DeprovisionAsync(Plan, tenant, observer, Cancellation);
        Assert.Empty(observer.Effects);
        Assert.Equal(before, await TracesAsync(tenant));
        Assert.Contains(Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("left alone", StringComparison.Ordinal));
        await Server.ExecuteAsync(make.StartsWith("CREATE DATABASE", StringComparison.Ordinal)
            ? $"DROP DATABASE \"{NameOf(tenant)}\"" : $"DROP ROLE IF EXISTS \"{NameOf(tenant)}\", \"{NameOf(tenant)}_a\", \"{NameOf(tenant)}_b\"");
    }

    [Fact]
    public async Task A_tenant_of_the_same_name_from_another_time_is_another_environments()
    {
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        var other = Guid.NewGuid();
        await Server.ExecuteAsync($"COMMENT ON ROLE \"{NameOf(tenant)}\" IS 'mendix-private-cloud/{other} apps/crm'");

        var refusal = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(Plan, tenant, Cancellation));
        Assert.Equal(FailureKind.Conflict, refusal.Kind);
        Assert.Contains($"another environment ({other} apps/crm)", refusal.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("COMMENT ON DATABASE \"{0}\" IS NULL")]
    [InlineData("GRANT CONNECT ON DATABASE \"{0}\" TO PUBLIC")]
    [InlineData("ALTER DATABASE \"{0}\" ALLOW_CONNECTIONS false")]
    [InlineData("REVOKE \"{0}\" FROM \"{0}_a\"")]
    [InlineData("ALTER ROLE \"{0}_a\" RESET role")]
    [InlineData("ALTER ROLE \"{0}_a\" NOLOGIN")]
    public async Task What_drifted_is_mended_by_a_repeat(string drift)
    {
        foreach (var plan in new[] { Plan, LimitedPlan })
        {
            var tenant = NewTenant();
            await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
            var before = await TracesAsync(tenant);
            await Server.ExecuteAsync(string.Format(null, drift, NameOf(tenant)));
            Assert.NotEqual(before, await TracesAsync(tenant));

            await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
            Assert.Equal(before, await TracesAsync(tenant));
        }
    }

    [Theory]
    [InlineData("O'Brien\"; DROP DATABASE postgres; --", "it's")]
    [InlineData("環境 \\ 😀 $$ ***", "über\0null\n")]
    [InlineData("a-very-long-name-of-an-environment-that-does-not-fit-into-any-identifier-of-postgresql-by-far", "apps")]
    public async Task Any_name_of_an_environment_works(string environment, string @namespace)
    {
        var tenant = NewTenant(environment, @namespace);
        var settings = await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation);
        await using (await ServerQueries.OpenAsync(ConnectionString(settings)))
        {
            await Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation);
        }

        Assert.Empty(await TracesAsync(tenant));
    }
}
