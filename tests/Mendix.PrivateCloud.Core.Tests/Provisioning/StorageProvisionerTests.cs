using Mendix.PrivateCloud.Core.Tests.Provisioning.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Mendix.PrivateCloud.Testing.Logging;

namespace Mendix.PrivateCloud.Core.Tests.Provisioning;

public sealed class StorageProvisionerTests
{
    private const string AdminPassword = "admin-password";
    private static readonly Tenant Tenant = new("apps", "crm", "0f3a");
    private static readonly MemoryPlan Plan = new() { Host = "db", AdminPassword = new SecretValue(AdminPassword) };
    private static readonly string Name = TenantName.For(Tenant);

    private readonly MemoryServer _server = new();
    private readonly RecordingLogger _log = new();
    private readonly MemoryProvisioner _provisioner;

    public StorageProvisionerTests() => _provisioner = new MemoryProvisioner(_server, _log);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parts_are_made_in_order_and_removed_backwards()
    {
        var observer = new PointObserver();
        var settings = await _provisioner.ProvisionAsync(Plan, Tenant, observer, Cancellation);
        string[] made = [$"create owner {Name}", $"create login {Name}", $"set password of login {Name} to ***", $"create database {Name}"];
        Assert.Equal(made, _server.Performed);
        Assert.Equal(made.SelectMany(effect => new[] { $"before {effect}", $"after {effect}" }), observer.Points);
        Assert.Equal(settings["DatabasePassword"], _server.Things[$"login {Name}"].Password);
        Assert.Equal(made.Select(effect => $"1500 Information: {Tenant}: {effect}"), _log.Lines);

        _server.Performed.Clear();
        await _provisioner.DeprovisionAsync(Plan, Tenant, Cancellation);
        Assert.Equal([$"drop database {Name}", $"drop login {Name}", $"drop owner {Name}"], _server.Performed);
        Assert.Empty(_server.Things);
    }

    [Fact]
    public async Task A_preview_is_what_is_then_performed_and_changes_nothing()
    {
        var preview = await _provisioner.PreviewAsync(Plan, Tenant, Cancellation);
        Assert.Empty(_server.Performed);
        await _provisioner.ProvisionAsync(Plan, Tenant, Cancellation);
        Assert.Equal(preview, _server.Performed);

        var repeat = await _provisioner.PreviewAsync(Plan, Tenant, Cancellation);
        Assert.Equal([$"set password of login {Name} to ***"], repeat);
        _server.Performed.Clear();
        await _provisioner.ProvisionAsync(Plan, Tenant, Cancellation);
        Assert.Equal(repeat, _server.Performed);
    }

    [Fact]
    public async Task A_crash_at_any_point_of_provisioning_is_made_good_by_a_repeat()
    {
        for (var point = 0; point < 8; point++)
        {
            _server.Things.Clear();
            // The observer's own exception, not one about the server.
            await Assert.ThrowsAsync<TimeoutException>(
                () => _provisioner.ProvisionAsync(Plan, Tenant, new PointObserver(point), Cancellation));

            var settings = await _provisioner.ProvisionAsync(Plan, Tenant, Cancellation);
            Assert.Equal([$"database {Name}", $"login {Name}", $"owner {Name}"], _server.Things.Keys);
            Assert.Equal(settings["DatabasePassword"], _server.Things[$"login {Name}"].Password);
        }
    }

    [Fact]
    public async Task A_crash_at_any_point_of_removal_is_made_good_by_a_repeat()
    {
        for (var point = 0; point < 6; point++)
        {
            await _provisioner.ProvisionAsync(Plan, Tenant, Cancellation);
            await Assert.ThrowsAsync<TimeoutException>(() => _provisioner.DeprovisionAsync(Plan, Tenant, new PointObserver(point), Cancellation));
            await _provisioner.DeprovisionAsync(Plan, Tenant, Cancellation);
            Assert.Empty(_server.Things);
        }
    }

    [Fact]
    public async Task A_transient_failure_leaves_what_was_made()
    {
        _server.Fault = ("create database", new IOException("connection lost"));
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => _provisioner.ProvisionAsync(Plan, Tenant, Cancellation));
        Assert.Equal(FailureKind.Transient, failure.Kind);
        Assert.Equal([$"login {Name}", $"owner {Name}"], _server.Things.Keys);
    }

    [Fact]
    public async Task A_failure_for_good_takes_back_what_this_run_made_and_nothing_else()
    {
        _server.Things[$"owner {Name}"] = (TenantMark.Of(Tenant), null);
        _server.Fault = ("create database", new InvalidOperationException("no right to do that"));
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => _provisioner.ProvisionAsync(Plan, Tenant, Cancellation));
        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.Equal("db refused: no right to do that", failure.Problem);
        Assert.Equal([$"create login {Name}", $"set password of login {Name} to ***", $"drop login {Name}"], _server.Performed);
        Assert.Equal([$"owner {Name}"], _server.Things.Keys);
    }

    [Fact]
    public async Task A_part_whose_second_effect_failed_is_taken_back_too()
    {
        _server.Fault = ("set password", new InvalidOperationException("too weak"));
        await Assert.ThrowsAsync<ProvisioningException>(() => _provisioner.ProvisionAsync(Plan, Tenant, Cancellation));
        Assert.Empty(_server.Things);
    }

    [Fact]
    public async Task What_cannot_be_taken_back_is_logged_and_the_first_failure_reported()
    {
        _server.Fault = ("create database", new InvalidOperationException("the first"));
        var beforeTheLoginIsDropped = new PointObserver(7, () => _server.Fault = ("drop login", new IOException("the second")));
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => _provisioner.ProvisionAsync(Plan, Tenant, beforeTheLoginIsDropped, Cancellation));
        Assert.Contains("the first", failure.Problem, StringComparison.Ordinal);
        Assert.Contains(_log.Lines, line => line.StartsWith("1502 Warning", StringComparison.Ordinal) && line.Contains("the second", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("owner", null)]
    [InlineData("login", "somebody's")]
    [InlineData("database", "mendix-private-cloud/77 apps/hr")]
    public async Task A_foreign_part_stops_everything_before_the_first_effect(string kind, string? mark)
    {
        _server.Things[$"{kind} {Name}"] = (mark, "kept");
        foreach (var verb in new Func<Task>[]
        {
            () => _provisioner.ProvisionAsync(Plan, Tenant, Cancellation), () => _provisioner.PreviewAsync(Plan, Tenant, Cancellation),
        })
        {
            var refusal = await Assert.ThrowsAsync<ProvisioningException>(verb);
            Assert.Equal(FailureKind.Conflict, refusal.Kind);
            Assert.Contains($"{kind} {Name}", refusal.Problem, StringComparison.Ordinal);
        }

        await _provisioner.DeprovisionAsync(Plan, Tenant, Cancellation);
        Assert.Empty(_server.Performed);
        Assert.Equal((mark, "kept"), Assert.Single(_server.Things).Value);
        Assert.Contains(_log.Lines, line => line.StartsWith("1501 Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancelling_stops_before_the_next_effect_and_is_no_failure()
    {
        using var cancelled = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _provisioner.ProvisionAsync(Plan, Tenant, new PointObserver(1, cancelled.Cancel), cancelled.Token));
        Assert.Equal([$"create owner {Name}"], _server.Performed);
    }

    [Fact]
    public async Task A_timeout_of_the_driver_is_no_cancellation()
    {
        _server.Fault = ("create login", new TaskCanceledException("the driver gave up"));
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => _provisioner.ProvisionAsync(Plan, Tenant, Cancellation));
        Assert.Equal(FailureKind.Transient, failure.Kind);
    }

    [Fact]
    public async Task A_secret_that_the_driver_quotes_reaches_nobody()
    {
        _server.Fault = ("create login", new IOException($"cannot log in with {AdminPassword}"));
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => _provisioner.ProvisionAsync(Plan, Tenant, Cancellation));
        Assert.Contains("cannot log in with ***", failure.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(AdminPassword, failure.ToString(), StringComparison.Ordinal);

        _provisioner.CheckFault = new IOException($"cannot log in with {AdminPassword}");
        var finding = Assert.Single((await _provisioner.CheckAsync(Plan, Cancellation)).Failures);
        Assert.DoesNotContain(AdminPassword, finding.Failure!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_log.Lines, line => line.Contains(AdminPassword, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plan_from_code_is_validated_too()
    {
        await Assert.ThrowsAsync<PlanException>(() => _provisioner.ProvisionAsync(new MemoryPlan(), Tenant, Cancellation));
        await Assert.ThrowsAsync<PlanException>(() => _provisioner.DeprovisionAsync(new MemoryPlan(), Tenant, Cancellation));
        var report = await _provisioner.CheckAsync(new MemoryPlan(), Cancellation);
        Assert.Equal(["field host", "field adminPassword"], report.Failures.Select(finding => finding.Subject));
        Assert.StartsWith("field host: is missing. Set it in the plan's parameters.\nfield adminPassword: is missing. Put it into", report.ToString(), StringComparison.Ordinal);
        Assert.Equal("reachable: passed", $"{await _provisioner.CheckAsync(Plan, Cancellation)}");
        await Assert.ThrowsAsync<ArgumentException>(() => _provisioner.ProvisionAsync("a plan of another type", Tenant, Cancellation));
        Assert.Empty(_server.Performed);
    }
}
