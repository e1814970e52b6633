using Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Effects;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests;

/// <summary>
/// The process dies before and after every effect, once or twice, with places for keys free or taken; whatever comes next ends
/// as if it had not. Nothing is remembered from one verb to the next.
/// </summary>
public sealed class CrashTests(MotoFixture fixture) : S3Test(fixture)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Provisioning_goes_on_from_any_point(int unknownKeys)
    {
        for (var point = 0; ; point++)
        {
            var tenant = await BegunAsync(unknownKeys);
            var crashed = await CrashAsync(observer => Provisioner.ProvisionAsync(Plan, tenant, observer, Cancellation), point);
            await AssertWholeAsync(tenant, await Provisioner.ProvisionAsync(Plan, tenant, Cancellation));
            await AssertGoneAsync(tenant);
            if (!crashed)
            {
                Assert.InRange(point, 8, 60);
                return;
            }
        }
    }

    [Fact]
    public async Task Provisioning_goes_on_from_any_two_points()
    {
        for (var first = 0; first < 8; first++)
        {
            for (var second = 0; ; second++)
            {
                var tenant = NewTenant();
                Assert.True(await CrashAsync(observer => Provisioner.ProvisionAsync(Plan, tenant, observer, Cancellation), first));
                var crashed = await CrashAsync(observer => Provisioner.ProvisionAsync(Plan, tenant, observer, Cancellation), second);
                await AssertWholeAsync(tenant, await Provisioner.ProvisionAsync(Plan, tenant, Cancellation));
                await AssertGoneAsync(tenant);
                if (!crashed)
                {
                    break;
                }
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_tenant_with_files_is_removed_from_any_point(int unknownKeys)
    {
        for (var point = 0; ; point++)
        {
            var tenant = NewTenant();
            await WriteAsync(await Provisioner.ProvisionAsync(Plan, tenant, Cancellation), "file");
            await PlantKeysAsync(tenant, unknownKeys);
            var crashed = await CrashAsync(observer => Provisioner.DeprovisionAsync(Plan, tenant, observer, Cancellation), point);
            await AssertGoneAsync(tenant);
            if (!crashed)
            {
                Assert.InRange(point, 20, 80);
                return;
            }
        }
    }

    [Fact]
    public async Task A_removal_cut_off_twice_is_finished()
    {
        for (var point = 0; ; point += 3)
        {
            var tenant = NewTenant();
            await WriteAsync(await Provisioner.ProvisionAsync(Plan, tenant, Cancellation), "file");
            await PlantKeysAsync(tenant, 1);
            var crashed = await CrashAsync(observer => Provisioner.DeprovisionAsync(Plan, tenant, observer, Cancellation), point);
            for (var second = 1; crashed && await CrashAsync(observer => Provisioner.DeprovisionAsync(Plan, tenant, observer, Cancellation), second); second += 5)
            {
                // Again, from where it stands.
            }

            await AssertGoneAsync(tenant);
            if (!crashed)
            {
                return;
            }
        }
    }

    [Fact]
    public async Task A_half_removed_tenant_is_made_again_from_any_point()
    {
        for (var point = 0; ; point++)
        {
            var tenant = NewTenant();
            await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
            var crashed = await CrashAsync(observer => Provisioner.DeprovisionAsync(Plan, tenant, observer, Cancellation), point);
            await AssertWholeAsync(tenant, await Provisioner.ProvisionAsync(Plan, tenant, Cancellation));
            await AssertGoneAsync(tenant);
            if (!crashed)
            {
                return;
            }
        }
    }

    [Fact]
    public async Task Helpers_and_their_unknown_keys_are_found_from_any_point()
    {
        // After each effect from the first helper on; before the next one is the same.
        for (var (point, crashed) = (9, true); crashed; point += 2)
        {
            var tenant = await BegunAsync(unknownKeys: 2);
            // Twice after the first helper got a key: then both of its places are taken as well, and a second helper has to do.
            for (var crash = 0; crash < 2; crash++)
            {
                await Assert.ThrowsAsync<CrashException>(() => Provisioner.ProvisionAsync(
                    Plan, tenant, new StoppingObserver(effect => effect == $"iam CreateAccessKey UserName={NameOf(tenant)}-h1"), Cancellation));
            }

            Assert.Equal(2, (await Operator.KeysAsync($"{NameOf(tenant)}-h1")).Count);
            crashed = await CrashAsync(observer => Provisioner.ProvisionAsync(Plan, tenant, observer, Cancellation), point);
            await AssertWholeAsync(tenant, await Provisioner.ProvisionAsync(Plan, tenant, Cancellation));
            await AssertGoneAsync(tenant);
            Assert.Contains(Recorder.Requests, request => request.StartsWith($"Action=CreateUser&UserName={NameOf(tenant)}-h2&", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_bucket_whose_user_was_removed_by_hand_is_emptied_all_the_same()
    {
        var tenant = NewTenant();
        await WriteAsync(await Provisioner.ProvisionAsync(Plan, tenant, Cancellation), "file");
        var user = ("UserName", NameOf(tenant));
        await Operator.IamAsync("DeleteAccessKey", user, ("AccessKeyId", Assert.Single(await Operator.KeysAsync(NameOf(tenant)))));
        await Operator.IamAsync("DeleteUserPolicy", user, ("PolicyName", "mendix-storage"));
        await Operator.IamAsync("DeleteUser", user);
        await AssertGoneAsync(tenant);
    }

    [Fact]
    public async Task Cancelling_stops_between_effects_and_takes_nothing_back()
    {
        var tenant = NewTenant();
        using var cancelled = new CancellationTokenSource();
        var observer = new CrashingObserver(dieAt: 1, instead: cancelled.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Provisioner.ProvisionAsync(Plan, tenant, observer, cancelled.Token));
        Assert.Single(observer.Effects);
        Assert.Single(await TracesAsync(tenant));
        await AssertGoneAsync(tenant);
    }

    private async Task<Tenant> BegunAsync(int unknownKeys)
    {
        var tenant = NewTenant();
        if (unknownKeys > 0)
        {
            Assert.True(await CrashAsync(observer => Provisioner.ProvisionAsync(Plan, tenant, observer, Cancellation), 1));
            await PlantKeysAsync(tenant, unknownKeys);
        }

        return tenant;
    }

    private async Task PlantKeysAsync(Tenant tenant, int count)
    {
        for (; count > 0; count--)
        {
            await Operator.MakeKeyAsync(NameOf(tenant));
        }
    }

    private async Task AssertWholeAsync(Tenant tenant, RuntimeSettings settings)
    {
        var traces = await AnonymousTracesAsync(tenant);
        Assert.Equal("user NAME keys=1", traces[0]);
        Assert.StartsWith("policy mendix-storage of NAME: {", traces[1], StringComparison.Ordinal);
        Assert.Equal("bucket NAME", traces[2]);
        Assert.Equal([settings["com.mendix.storage.s3.AccessKeyId"]!], await Operator.KeysAsync(NameOf(tenant)));
        await WriteAsync(settings, "file");
    }

    private async Task AssertGoneAsync(Tenant tenant)
    {
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        Assert.Empty(await TracesAsync(tenant));
    }
}
