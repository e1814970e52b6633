using Mendix.PrivateCloud.Provisioners.Minio.Tests.Support;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests;

/// <summary>Credentials change without a moment in which an application is refused.</summary>
public sealed class RotationTests(MinioFixture fixture) : MinioTest(fixture)
{
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
}
