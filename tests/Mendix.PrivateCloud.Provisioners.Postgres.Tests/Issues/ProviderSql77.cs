using Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests.Issues;

/// <summary>
/// crossplane-contrib/provider-sql #77: where the role existed already, its object became ready with an empty Secret, since nobody can read a
/// password back from a server. We never hand over settings that do not work: what is ours gets a new password, and all of the settings;
/// what is not ours is a conflict, and stays as it is.
/// </summary>
public sealed class ProviderSql77(PostgresFixture fixture) : PostgresTest(fixture)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task For_a_role_that_exists_already_the_settings_are_whole_and_work(bool limited)
    {
        var tenant = NewTenant();
        var lost = await Provisioner.ProvisionAsync(As(limited), tenant, Cancellation);
        var before = await TracesAsync(tenant);

        var settings = await Provisioner.ProvisionAsync(As(limited), tenant, Cancellation);

        Assert.Equal(lost.Select(setting => setting.Name), settings.Select(setting => setting.Name));
        Assert.All(settings, setting => Assert.False(string.IsNullOrEmpty(setting.Value.Reveal()), setting.Name));
        await using var connection = await ServerQueries.OpenAsync(ConnectionString(settings));
        Assert.Equal(before, await TracesAsync(tenant));
    }

    [Theory]
    [InlineData("")]
    [InlineData("_a")]
    public async Task A_role_that_is_not_ours_is_a_conflict_and_keeps_its_password(string suffix)
    {
        var tenant = NewTenant();
        var role = $"{NameOf(tenant)}{suffix}";
        await Server.ExecuteAsync($"CREATE ROLE \"{role}\" LOGIN PASSWORD 'theirs'");

        var refusal = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(Plan, tenant, Cancellation));

        Assert.Equal(FailureKind.Conflict, refusal.Kind);
        await using var connection = await ServerQueries.OpenAsync(Server.ConnectionString("postgres", role, "theirs"));
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
        await using var stillThere = await ServerQueries.OpenAsync(Server.ConnectionString("postgres", role, "theirs"));
    }
}
