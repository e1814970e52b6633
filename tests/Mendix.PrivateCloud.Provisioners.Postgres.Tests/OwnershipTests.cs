using Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests;

/// <summary>What is not ours is neither adopted nor changed nor deleted; what is ours is known by its mark or its owner.</summary>
public sealed class OwnershipTests(PostgresFixture fixture) : PostgresTest(fixture)
{
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
}
