using Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests;

public sealed class RotationTests(MotoFixture fixture) : S3Test(fixture)
{
    [Fact]
    public async Task Both_keys_work_until_the_old_one_is_withdrawn()
    {
        var tenant = NewTenant();
        var old = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        var rotated = await Rotator.RotateCredentialsAsync(Plan, tenant, old, EffectObserver.None, Cancellation);
        await WriteAsync(old, "by-old");
        await WriteAsync(rotated, "by-new");

        await Rotator.WithdrawCredentialsAsync(Plan, tenant, rotated, EffectObserver.None, Cancellation);
        await WriteAsync(rotated, "by-new");
        await Assert.ThrowsAnyAsync<Amazon.Runtime.AmazonServiceException>(() => WriteAsync(old, "by-old"));
        Assert.Equal(["user NAME keys=1"], (await AnonymousTracesAsync(tenant)).Where(trace => trace.StartsWith("user", StringComparison.Ordinal)));
        Assert.DoesNotContain(await TracesAsync(tenant), trace => trace.Contains("mendix-maintenance", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rotation_and_withdrawal_go_on_from_any_point_and_the_key_in_use_always_works()
    {
        var tenant = NewTenant();
        var current = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        for (var (point, crashed) = (0, true); crashed; point++)
        {
            crashed = await CrashAsync(observer => Rotator.RotateCredentialsAsync(Plan, tenant, current, observer, Cancellation), point);
            await WriteAsync(current, "file");
            // The place of the new key is taken now, so this one has to make room, and may be cut off there.
            crashed |= await CrashAsync(observer => Rotator.RotateCredentialsAsync(Plan, tenant, current, observer, Cancellation), point);
            await WriteAsync(current, "file");
            var rotated = await Rotator.RotateCredentialsAsync(Plan, tenant, current, EffectObserver.None, Cancellation);
            await WriteAsync(current, "file");
            await WriteAsync(rotated, "file");

            crashed |= await CrashAsync(observer => Rotator.WithdrawCredentialsAsync(Plan, tenant, rotated, observer, Cancellation), point);
            await WriteAsync(rotated, "file");
            await Rotator.WithdrawCredentialsAsync(Plan, tenant, rotated, EffectObserver.None, Cancellation);
            Assert.Equal([rotated["com.mendix.storage.s3.AccessKeyId"]!], await Operator.KeysAsync(NameOf(tenant)));
            Assert.DoesNotContain(await TracesAsync(tenant), trace => trace.Contains("mendix-maintenance", StringComparison.Ordinal));
            current = rotated;
        }

        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    [Fact]
    public async Task Settings_of_another_tenant_are_refused()
    {
        var tenant = NewTenant();
        var other = await Provisioner.ProvisionAsync(Plan, NewTenant(), Cancellation);
        await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        var refusal = await Assert.ThrowsAsync<ProvisioningException>(() => Rotator.RotateCredentialsAsync(Plan, tenant, other, EffectObserver.None, Cancellation));
        Assert.Equal(FailureKind.Configuration, refusal.Kind);
        await Assert.ThrowsAsync<ProvisioningException>(() => Rotator.WithdrawCredentialsAsync(Plan, tenant, [], EffectObserver.None, Cancellation));
        Assert.Single(await Operator.KeysAsync(NameOf(tenant)));
    }
}
