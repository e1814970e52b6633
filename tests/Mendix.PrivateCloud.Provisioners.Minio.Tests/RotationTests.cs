using Mendix.PrivateCloud.Provisioners.Minio.Tests.Support;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests;

/// <summary>Credentials change without a moment in which an application is refused.</summary>
public sealed class RotationTests(MinioFixture fixture) : MinioTest(fixture)
{
    [Fact]
    public async Task Both_credentials_work_until_the_old_ones_are_withdrawn()
    {
        var tenant = NewTenant();
        var first = await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation);
        await WriteAsync(first, "file", "content");

        var second = await Rotator.RotateCredentialsAsync(LimitedPlan, tenant, first, Cancellation);
        Assert.NotEqual(first["com.mendix.storage.s3.AccessKeyId"], second["com.mendix.storage.s3.AccessKeyId"]);
        Assert.Equal("content", await ReadAsync(first, "file"));
        Assert.Equal("content", await ReadAsync(second, "file"));

        await Rotator.WithdrawCredentialsAsync(LimitedPlan, tenant, second, Cancellation);
        Assert.False(await CanLogInAsync(first));
        Assert.Equal("content", await ReadAsync(second, "file"));

        var third = await Rotator.RotateCredentialsAsync(LimitedPlan, tenant, second, Cancellation);
        Assert.Equal(first["com.mendix.storage.s3.AccessKeyId"], third["com.mendix.storage.s3.AccessKeyId"]);
        Assert.Equal("content", await ReadAsync(second, "file"));
        Assert.Equal("content", await ReadAsync(third, "file"));
        await Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }

    [Fact]
    public async Task An_application_that_asks_all_the_time_is_never_refused()
    {
        var tenant = NewTenant();
        var current = await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation);
        await WriteAsync(current, "file", "content");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var application = Task.Run(async () =>
        {
            var reads = 0;
            for (; !stop.IsCancellationRequested; reads++)
            {
                Assert.Equal("content", await ReadAsync(Volatile.Read(ref current), "file"));
            }

            return reads;
        }, Cancellation);
        for (var i = 0; i < 4; i++)
        {
            var next = await Rotator.RotateCredentialsAsync(LimitedPlan, tenant, current, Cancellation);
            Volatile.Write(ref current, next);
            await ReadAsync(next, "file");
            // A host waits until the old credentials are in nobody's hands; here that is one more read.
            await Task.Delay(TimeSpan.FromMilliseconds(100), Cancellation);
            await Rotator.WithdrawCredentialsAsync(LimitedPlan, tenant, next, Cancellation);
        }

        await stop.CancelAsync();
        Assert.NotEqual(0, await application);
        await Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation);
    }

    [Fact]
    public async Task A_rotation_that_was_cut_off_is_repeated()
    {
        var tenant = NewTenant();
        var first = await Provisioner.ProvisionAsync(LimitedPlan, tenant, Cancellation);
        for (var point = 0; point < 6; point++)
        {
            await Assert.ThrowsAsync<CrashingObserver.CrashException>(
                () => Rotator.RotateCredentialsAsync(LimitedPlan, tenant, first, new CrashingObserver(point), Cancellation));
            Assert.True(await CanLogInAsync(first));
            var second = await Rotator.RotateCredentialsAsync(LimitedPlan, tenant, first, Cancellation);
            Assert.True(await CanLogInAsync(second));
            await Rotator.WithdrawCredentialsAsync(LimitedPlan, tenant, first, Cancellation);
            Assert.False(await CanLogInAsync(second));
        }

        await Provisioner.DeprovisionAsync(LimitedPlan, tenant, Cancellation);
    }

    [Fact]
    public async Task Settings_of_another_tenant_are_refused()
    {
        var settings = new RuntimeSettings { { "com.mendix.storage.s3.AccessKeyId", "somebody" } };
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => Rotator.RotateCredentialsAsync(LimitedPlan, NewTenant(), settings, Cancellation));
        Assert.Equal(FailureKind.Configuration, failure.Kind);
    }
}
