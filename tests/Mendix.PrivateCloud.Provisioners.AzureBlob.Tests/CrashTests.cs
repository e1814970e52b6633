using Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;
using Mendix.PrivateCloud.Testing.Effects;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests;

/// <summary>The process dies before and after every effect of a rotation or a withdrawal; whatever is in use goes on working.</summary>
public sealed class CrashTests(AzuriteFixture fixture) : AzureBlobTest(fixture)
{
    [Fact]
    public async Task Changing_signatures_goes_on_from_any_point()
    {
        for (var point = 0; ; point++)
        {
            var tenant = NewTenant();
            var old = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
            var isCrashed = await CrashAsync(observer => Rotator.RotateCredentialsAsync(Plan, tenant, old, observer, Cancellation), point);
            Assert.True(await Application.IsLetInAsync(old));
            var renewed = await Rotator.RotateCredentialsAsync(Plan, tenant, old, Cancellation);
            Assert.True(await Application.IsLetInAsync(old) && await Application.IsLetInAsync(renewed));

            await CrashAsync(observer => Rotator.WithdrawCredentialsAsync(Plan, tenant, renewed, observer, Cancellation), point);
            Assert.True(await Application.IsLetInAsync(renewed));
            await Rotator.WithdrawCredentialsAsync(Plan, tenant, renewed, Cancellation);
            Assert.True(await Application.IsLetInAsync(renewed));
            Assert.False(await Application.IsLetInAsync(old));
            Assert.Single(await TracesAsync(tenant), trace => trace.StartsWith("policy", StringComparison.Ordinal));

            if (!isCrashed)
            {
                Assert.Equal(2, point);
                return;
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tenant_with_two_signatures_is_made_and_removed_from_any_point(bool retain)
    {
        var plan = Plan with { PreventDataDeletion = retain };
        string[] left = retain ? ["container"] : [];
        for (var point = 0; ; point++)
        {
            var tenant = NewTenant();
            await CrashAsync(observer => Provisioner.ProvisionAsync(plan, tenant, observer, Cancellation), point);
            var current = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
            var renewed = await Rotator.RotateCredentialsAsync(plan, tenant, current, Cancellation);
            var isCrashed = await CrashAsync(observer => Provisioner.DeprovisionAsync(plan, tenant, observer, Cancellation), point);
            await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);

            Assert.Equal(left, (await TracesAsync(tenant)).Select(trace => trace.Split(' ')[0]));
            if (retain)
            {
                Assert.False(await Application.IsLetInAsync(current) || await Application.IsLetInAsync(renewed));
            }

            if (!isCrashed)
            {
                Assert.Equal(retain ? 4 : 6, point);
                return;
            }
        }
    }

    private static async Task<bool> CrashAsync(Func<IEffectObserver, Task> verb, int point)
    {
        try
        {
            await verb(new CrashingObserver(point));
            return false;
        }
        catch (CrashException)
        {
            return true;
        }
    }
}
