using Mendix.PrivateCloud.Core.Tests.Provisioning.Support;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Core.Tests.Provisioning;

public sealed class UnseenPartTests
{
    private static readonly Tenant Tenant = new("apps", "crm", "0f3a");
    private static readonly MemoryPlan Plan = new() { Host = "db", AdminPassword = new SecretValue("admin-password") };
    private static readonly string Name = TenantName.For(Tenant);

    private readonly MemoryServer _server = new();
    private readonly BlindProvisioner _provisioner;

    public UnseenPartTests() => _provisioner = new BlindProvisioner(_server);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settings_may_come_from_the_server()
    {
        var settings = await _provisioner.ProvisionAsync(Plan, Tenant, Cancellation);
        Assert.Equal($"generated-key {Name}", settings["Key"]);
    }

    [Fact]
    public async Task A_later_effect_depends_on_what_an_earlier_one_found()
    {
        await _provisioner.ProvisionAsync(Plan, Tenant, Cancellation);
        Assert.Equal([$"create user {Name}", $"create key {Name}"], _server.Performed);

        _server.Performed.Clear();
        await _provisioner.ProvisionAsync(Plan, Tenant, Cancellation);
        Assert.Equal([$"create user {Name}", $"sweep user {Name}", $"create key {Name}", $"sweep key {Name}"], _server.Performed);
    }

    [Fact]
    public async Task Removal_does_not_ask_whether_it_is_there()
    {
        await _provisioner.DeprovisionAsync(Plan, Tenant, Cancellation);
        Assert.Equal([$"drop key {Name}", $"drop user {Name}"], _server.Performed);
    }

    [Fact]
    public async Task After_a_final_failure_only_what_this_run_made_is_taken_back()
    {
        _server.Fault = ("create key", new InvalidOperationException("over quota"));
        await Assert.ThrowsAsync<ProvisioningException>(() => _provisioner.ProvisionAsync(Plan, Tenant, Cancellation));
        Assert.Empty(_server.Things);

        _server.Fault = null;
        await _provisioner.ProvisionAsync(Plan, Tenant, Cancellation);
        _server.Fault = ("sweep key", new InvalidOperationException("over quota"));
        await Assert.ThrowsAsync<ProvisioningException>(() => _provisioner.ProvisionAsync(Plan, Tenant, Cancellation));
        Assert.Equal(2, _server.Things.Count);
    }

    [Fact]
    public async Task A_secret_that_the_server_made_up_is_in_no_failure()
    {
        await _provisioner.ProvisionAsync(Plan, Tenant, Cancellation);
        _server.Fault = ("sweep key", new InvalidOperationException($"cannot sweep beside generated-key {Name}"));
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => _provisioner.ProvisionAsync(Plan, Tenant, Cancellation));
        Assert.DoesNotContain("generated-key", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("***", failure.Problem, StringComparison.Ordinal);
    }
}
