using Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests;

/// <summary>Compares the whole server before and after, not only what bears the tenant's name; so no other test may run.</summary>
[Collection(nameof(NothingLeftBehindTests))]
[CollectionDefinition(nameof(NothingLeftBehindTests), DisableParallelization = true)]
public sealed class NothingLeftBehindTests(PostgresFixture fixture) : PostgresTest(fixture)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_server_is_as_it_was(bool limited)
    {
        var before = await Server.CensusAsync();
        var tenant = NewTenant();
        await Assert.ThrowsAsync<CrashingObserver.CrashException>(
            () => Provisioner.ProvisionAsync(As(limited), tenant, new CrashingObserver(dieAt: 5), Cancellation));
        await Provisioner.ProvisionAsync(As(limited), tenant, Cancellation);
        await Provisioner.ProvisionAsync(As(limited), tenant with { Slot = CredentialSlot.B }, Cancellation);
        Assert.NotEqual(before, await Server.CensusAsync());

        await Provisioner.DeprovisionAsync(As(limited), tenant, Cancellation);
        Assert.Equal(before, await Server.CensusAsync());
    }
}
