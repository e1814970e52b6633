using System.Diagnostics;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Core.Tests.Provisioning.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Mendix.PrivateCloud.Provisioning.Plans;
using Mendix.PrivateCloud.Testing.Logging;

namespace Mendix.PrivateCloud.Core.Tests.Provisioning;

/// <summary>An author who is careless with secrets in every place there is. Nobody may see them all the same.</summary>
public sealed class RedactionTests
{
    private const string AdminPassword = "canary-admin";
    private const string TenantPassword = "canary-tenant";
    private static readonly Tenant Tenant = new("apps", "crm", "0f3a");
    private static readonly MemoryPlan Plan = new() { Host = "db", AdminPassword = new SecretValue(AdminPassword) };

    private readonly RecordingLogger _log = new();
    private readonly PointObserver _observer = new();
    private readonly CarelessProvisioner _provisioner;

    public RedactionTests() => _provisioner = new CarelessProvisioner(_log);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_leaves_a_careless_provisioner()
    {
        var traced = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PrivateCloudDiagnostics.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => traced.Add($"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.Tags)}"),
        };
        ActivitySource.AddActivityListener(listener);

        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => _provisioner.ProvisionAsync(Plan, Tenant, _observer, Cancellation));
        var preview = await _provisioner.PreviewAsync(Plan, Tenant, Cancellation);
        var report = await _provisioner.CheckAsync(Plan, Cancellation);

        Assert.Equal("set *** with ***", Assert.Single(preview));
        Assert.Contains(_log.Lines, line => line.StartsWith("1502 ", StringComparison.Ordinal));
        Assert.Contains(traced, trace => trace.Contains("refused", StringComparison.Ordinal));
        string[] seen =
        [
            failure.ToString(), Assert.Single(report.Failures).Failure!.ToString(), report.ToString(), Plan.ToString(),
            .. _observer.Points, .. _log.Lines, .. traced, .. preview,
        ];
        Assert.DoesNotContain(seen, text => text.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public void Values_of_a_plan_show_their_names_only() =>
        Assert.Equal(
            "parameters: host; secrets: password",
            new PlanValues(new JsonObject { ["host"] = "canary" }, new Dictionary<string, SecretValue> { ["password"] = new("canary") }).ToString());

    private sealed class CarelessProvisioner(RecordingLogger log) : StorageProvisioner<MemoryPlan>("careless", StorageCategory.Database, log)
    {
        protected override TenantBlueprint Draw(MemoryPlan plan, Tenant tenant) =>
            new([new CarelessPart()], new RuntimeSettings { { "DatabasePassword", new SecretValue(TenantPassword) } });

        protected override Task<CheckReport> CheckServerAsync(MemoryPlan plan, CancellationToken cancellationToken) =>
            Task.FromResult(new CheckReport([
                CheckFinding.Fail("credentials", $"{AdminPassword} was refused.", "Change it."),
                CheckFinding.NotChecked("rights", $"{AdminPassword} may not look."),
            ]));

        protected override ProvisioningException Classify(Exception exception, MemoryPlan plan) =>
            new(FailureKind.Configuration, $"refused: {exception.Message}", "Change it.", exception);
    }

    /// <summary>Its making fails for good, and so does taking it back.</summary>
    private sealed class CarelessPart : TenantPart
    {
        private bool _isThere;

        public override string Name => "login";

        public override Task<PartState> ObserveAsync(CancellationToken cancellationToken) =>
            Task.FromResult(_isThere ? PartState.Ours : PartState.Absent);

        public override IEnumerable<Effect> Make(PartState observed) =>
        [
            new($"set {TenantPassword} with {AdminPassword}", _ =>
            {
                _isThere = true;
                throw new IOException($"{TenantPassword} {AdminPassword}");
            }),
        ];

        public override IEnumerable<Effect> Remove() =>
            [new($"drop with {AdminPassword}", _ => throw new IOException($"{TenantPassword} {AdminPassword}"))];
    }
}
