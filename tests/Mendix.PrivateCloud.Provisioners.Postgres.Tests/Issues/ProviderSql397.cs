using Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests.Issues;

/// <summary>
/// crossplane-contrib/provider-sql #397. The thread itself could not be read; this is our reading of it, from #441 and #227 there: a new
/// password was set on the server, a later step failed, and the password was lost while the object counted it as handed over, so that
/// nobody could log in any more. With us whoever did not get the settings asks again, and those that come work, wherever it was cut off.
/// </summary>
public sealed class ProviderSql397(PostgresFixture fixture) : PostgresTest(fixture)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_password_that_was_set_and_not_handed_over_is_followed_by_one_that_works(bool tenantExists)
    {
        for (var effects = 1; ; effects++)
        {
            var tenant = NewTenant();
            if (tenantExists)
            {
                await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
            }

            var cutOff = new CutOffAfter(effects);
            try
            {
                await Provisioner.ProvisionAsync(Plan, tenant, cutOff, Cancellation);
            }
            catch (TimeoutException)
            {
                // What the later step failed of.
            }

            var settings = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
            await using (await ServerQueries.OpenAsync(ConnectionString(settings)))
            {
                // It works.
            }

            if (!cutOff.WasReached)
            {
                Assert.InRange(effects, 2, 20);
                return;
            }
        }
    }

    private sealed class CutOffAfter(int effects) : IEffectObserver
    {
        private int _seen;

        public bool WasReached => _seen >= effects;

        public ValueTask BeforeAsync(EffectNotice effect, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask AfterAsync(EffectNotice effect, CancellationToken cancellationToken) =>
            ++_seen == effects ? throw new TimeoutException("A later step failed.") : ValueTask.CompletedTask;
    }
}
