using Mendix.PrivateCloud.Core.Tests.Provisioning.Support;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Core.Tests.Provisioning;

public sealed class RotationTests
{
    private static readonly Tenant Tenant = new("apps", "crm", "0f3a");
    private static readonly MemoryPlan Plan = new() { Host = "db", AdminPassword = new SecretValue("admin-password") };
    private static readonly string Name = TenantName.For(Tenant);

    private readonly MemoryServer _server = new();
    private readonly SlottedProvisioner _provisioner;

    public RotationTests() => _provisioner = new SlottedProvisioner(_server);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_credentials_are_valid_until_the_old_ones_are_withdrawn()
    {
        var old = await _provisioner.ProvisionAsync(Plan, Tenant, Cancellation);
        var renewed = await _provisioner.RotateCredentialsAsync(Plan, Tenant, old, Cancellation);
        Assert.True(IsValid(old));
        Assert.True(IsValid(renewed));

        await _provisioner.WithdrawCredentialsAsync(Plan, Tenant, renewed, Cancellation);
        Assert.False(IsValid(old));
        Assert.True(IsValid(renewed));
        Assert.Equal([$"login B {Name}", $"owner {Name}"], _server.Things.Keys);
    }

    [Fact]
    public async Task A_second_rotation_goes_back_to_the_first_slot()
    {
        var first = await _provisioner.ProvisionAsync(Plan, Tenant, Cancellation);
        var second = await _provisioner.RotateCredentialsAsync(Plan, Tenant, first, Cancellation);
        await _provisioner.WithdrawCredentialsAsync(Plan, Tenant, second, Cancellation);

        var third = await _provisioner.RotateCredentialsAsync(Plan, Tenant, second, Cancellation);
        Assert.Equal(first["DatabaseUserName"], third["DatabaseUserName"]);
        Assert.NotEqual(first["DatabasePassword"], third["DatabasePassword"]);
        Assert.True(IsValid(second));
        Assert.True(IsValid(third));
    }

    [Fact]
    public async Task A_repeated_rotation_leaves_the_credentials_in_use_alone()
    {
        var old = await _provisioner.ProvisionAsync(Plan, Tenant, Cancellation);
        for (var point = 0; point < 4; point++)
        {
            var observer = new PointObserver(point);
            await Assert.ThrowsAsync<TimeoutException>(() => _provisioner.RotateCredentialsAsync(Plan, Tenant, old, observer, Cancellation));
            Assert.True(IsValid(old));

            Assert.True(IsValid(await _provisioner.RotateCredentialsAsync(Plan, Tenant, old, Cancellation)));
            await _provisioner.WithdrawCredentialsAsync(Plan, Tenant, old, Cancellation);
            Assert.True(IsValid(old));
        }
    }

    [Fact]
    public async Task Settings_of_another_tenant_are_refused_and_nothing_changes()
    {
        var other = await _provisioner.ProvisionAsync(Plan, new Tenant("apps", "erp", "9c1d"), Cancellation);
        await _provisioner.ProvisionAsync(Plan, Tenant, Cancellation);
        _server.Performed.Clear();

        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => _provisioner.RotateCredentialsAsync(Plan, Tenant, other, Cancellation));
        Assert.Equal(FailureKind.Configuration, failure.Kind);
        await Assert.ThrowsAsync<ProvisioningException>(() => _provisioner.WithdrawCredentialsAsync(Plan, Tenant, other, Cancellation));
        Assert.Empty(_server.Performed);
    }

    [Fact]
    public async Task A_type_that_cannot_rotate_says_so()
    {
        var fixedOnes = new SlottedProvisioner(_server, ProvisionerCapabilities.None);
        var current = await fixedOnes.ProvisionAsync(Plan, Tenant, Cancellation);

        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => fixedOnes.RotateCredentialsAsync(Plan, Tenant, current, Cancellation));
        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.Contains("'slotted' cannot be changed", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_credentials_in_use_are_in_no_failure()
    {
        var current = await _provisioner.ProvisionAsync(Plan, Tenant, Cancellation);
        _server.Fault = ("create login B", new InvalidOperationException($"refused, as {current["DatabasePassword"]} is logged in"));

        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => _provisioner.RotateCredentialsAsync(Plan, Tenant, current, Cancellation));
        Assert.DoesNotContain(current["DatabasePassword"]!, failure.ToString(), StringComparison.Ordinal);
    }

    private bool IsValid(RuntimeSettings settings) =>
        _server.Things.TryGetValue(settings["DatabaseUserName"]!, out var login) && login.Password == settings["DatabasePassword"];
}
