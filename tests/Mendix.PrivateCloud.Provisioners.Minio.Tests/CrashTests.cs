using Mendix.PrivateCloud.Provisioners.Minio.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests;

/// <summary>The process dies before and after every effect; whatever comes next ends as if it had not.</summary>
public sealed class CrashTests(MinioFixture fixture) : MinioTest(fixture)
{
    [Fact]
    public async Task Provisioning_goes_on_from_any_point()
    {
        var undisturbed = await UndisturbedAsync();
        for (var point = 0; ; point++)
        {
            var tenant = NewTenant();
            var isOver = !await CrashAsync(observer => Provisioner.ProvisionAsync(LimitedPlan, tenant, observer, Cancellation), point);
            var settings = await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation);
            Assert.Equal(undisturbed, Anonymous(await TracesAsync(tenant), tenant));
            Assert.True(await CanLogInAsync(settings));
            await Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation);
            Assert.Empty(await TracesAsync(tenant));
            if (isOver)
            {
                Assert.Equal(10, point); // around five effects
                return;
            }
        }
    }

    [Fact]
    public async Task A_half_made_tenant_is_removed_from_any_point()
    {
        for (var point = 0; ; point++)
        {
            var tenant = NewTenant();
            var isOver = !await CrashAsync(observer => Provisioner.ProvisionAsync(LimitedPlan, tenant, observer, Cancellation), point);
            await Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation);
            Assert.Empty(await TracesAsync(tenant));
            if (isOver)
            {
                return;
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_half_removed_tenant_is_removed_or_made_again_from_any_point(bool again)
    {
        var undisturbed = await UndisturbedAsync();
        for (var point = 0; ; point++)
        {
            var tenant = NewTenant();
            var settings = await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation);
            await WriteAsync(settings, "file", "content");
            var isOver = !await CrashAsync(observer => Provisioner.DeprovisionAsync(LimitedPlan, tenant, observer, Cancellation), point);
            if (again)
            {
                await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation);
                Assert.Equal(undisturbed, Anonymous(await TracesAsync(tenant), tenant));
            }

            await Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation);
            Assert.Empty(await TracesAsync(tenant));
            if (isOver)
            {
                Assert.Equal(8, point); // around four effects
                return;
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_failed_provisioning_made_is_taken_back(bool retain)
    {
        var tenant = NewTenant();
        var plan = LimitedPlan with { PreventDataDeletion = retain };
        var observer = new CrashingObserver(dieAt: 7, instead: () => throw new ProvisioningException(FailureKind.Configuration, "It failed.", "For good."));
        await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(plan, tenant, observer, Cancellation));
        Assert.Empty(await TracesAsync(tenant));
    }

    private async Task<IReadOnlyList<string>> UndisturbedAsync()
    {
        var tenant = NewTenant();
        await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation);
        var traces = Anonymous(await TracesAsync(tenant), tenant);
        await Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation);
        return traces;
    }

    private static async Task<bool> CrashAsync(Func<IEffectObserver, Task> verb, int point)
    {
        try
        {
            await verb(new CrashingObserver(point));
            return false;
        }
        catch (CrashingObserver.CrashException)
        {
            return true;
        }
    }

    private static List<string> Anonymous(IReadOnlyList<string> traces, Tenant tenant) =>
        [.. traces.Select(trace => trace.Replace(NameOf(tenant), "NAME", StringComparison.Ordinal).Replace(tenant.Id, "ID", StringComparison.Ordinal))];
}
