using Mendix.PrivateCloud.Provisioners.Conformance.Running;
using Mendix.PrivateCloud.Provisioners.Conformance.Tests.Sample;
using Mendix.PrivateCloud.Provisioning.Plans;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Sdk;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Tests.Proof;

/// <summary>A fixture that says too little, or what is not so, is found; what is exempt is skipped with its reason.</summary>
[Collection("Conformance of provisioners")]
public sealed class DeclarationProofTests
{
    [Fact]
    public void Every_class_of_the_kit_is_known_and_derived_for_the_sample()
    {
        Assert.Equal(15, Kit.Classes.Count);
        Assert.Empty(Kit.Missing(typeof(VaultFixture), typeof(VaultFixture).Assembly));
    }

    [Fact]
    public void A_class_that_is_forgotten_is_named_with_the_line_to_write()
    {
        var derived = typeof(VaultFixture).Assembly.GetExportedTypes().Where(type => type != typeof(CrashTests));
        var missing = Assert.Single(Kit.Missing(typeof(VaultFixture), derived));
        Assert.Equal("public sealed class CrashTests(VaultFixture fixture) : CrashConformance<VaultFixture>(fixture);", Kit.LineFor(missing, typeof(VaultFixture)));
    }

    [Fact]
    public void One_class_is_enough_to_find_that_the_others_are_missing()
    {
        var failure = Assert.ThrowsAny<XunitException>(new LonelyTests().Every_class_of_the_kit_is_derived);
        Assert.Contains("public sealed class RotationTests(BareFixture fixture) : RotationConformance<BareFixture>(fixture);", failure.Message, StringComparison.Ordinal);
        Assert.Contains("LifecycleConformance", failure.Message, StringComparison.Ordinal);   // derived, but nobody runs it
    }

    [Fact]
    public async Task An_exemption_skips_with_its_reason()
    {
        var skip = await KitRun.FailureAsync("RotationConformance.A_rotation_may_be_repeated", new ExemptFixture("Nobody turns keys.", ConformanceTopic.Rotation));
        Assert.Contains("Rotation: Nobody turns keys.", Assert.IsType<SkipException>(skip).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_be_had_skips_everything_with_its_reason()
    {
        foreach (var test in KitRun.Tests)
        {
            var skip = await KitRun.FailureAsync(test, new AbsentFixture());
            Assert.Contains("No vault is installed.", Assert.IsType<SkipException>(skip).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(ConformanceTopic.Sharing, "DeclarationConformance.Capabilities_and_exemptions_agree", "says ProvisionerCapabilities.Share")]
    [InlineData(ConformanceTopic.Preview, "DeclarationConformance.Capabilities_and_exemptions_agree", "says ProvisionerCapabilities.Preview")]
    [InlineData(ConformanceTopic.Rotation, "DeclarationConformance.Capabilities_and_exemptions_agree", "says ProvisionerCapabilities.Rotate")]
    [InlineData(ConformanceTopic.Retention, "DeclarationConformance.Capabilities_and_exemptions_agree", "says ProvisionerCapabilities.Retain")]
    [InlineData(ConformanceTopic.Effects, "DeclarationConformance.A_type_without_effects_changes_nothing", "it told of the effect 'BUILD")]
    public async Task An_exemption_that_is_not_true_is_found(ConformanceTopic topic, string test, string words)
    {
        var failure = await KitRun.FailureAsync(test, new ExemptFixture("A lie.", topic));
        Assert.Contains(words, Assert.IsAssignableFrom<XunitException>(failure).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_rotates_although_it_is_said_not_to_is_found()
    {
        var fixture = new LackingPlanFixture();
        Assert.Null(await KitRun.FailureAsync("DeclarationConformance.Capabilities_and_exemptions_agree", fixture));
        var failure = await KitRun.FailureAsync("RotationConformance.A_plan_that_cannot_rotate_refuses_to", fixture);
        Assert.Contains("under such a plan, a rotation succeeded", Assert.IsAssignableFrom<XunitException>(failure).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_is_said_to_lack_rotation_and_rotates_is_found()
    {
        var fixture = new ExemptPlanFixture("A borrowed key.", ConformanceTopic.Rotation);
        Assert.Null(await KitRun.FailureAsync("DeclarationConformance.Capabilities_and_exemptions_agree", fixture));
        var failure = await KitRun.FailureAsync("RotationConformance.A_plan_that_cannot_rotate_refuses_to", fixture);
        Assert.Contains("a rotation succeeded", failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_that_may_not_look_is_spared_what_only_a_look_can_promise()
    {
        var fixture = new ExemptFixture("Nobody may look.", ConformanceTopic.Sight);
        var skip = await KitRun.FailureAsync("PreviewConformance.Provisioning_again_does_what_the_preview_said", fixture);
        Assert.Contains("Sight: Nobody may look.", Assert.IsType<SkipException>(skip).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_inventory_that_sees_nothing_is_found()
    {
        foreach (var test in new[] { "DeclarationConformance.The_inventory_sees_a_tenant", "OwnershipConformance.A_foreign_thing_is_a_conflict_and_stays_as_it_is" })
        {
            var failure = await KitRun.FailureAsync(test, new BlindFixture());
            Assert.Contains("the inventory did not change", failure!.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_secret_that_cannot_be_searched_for_is_found()
    {
        var failure = await KitRun.FailureAsync("SecrecyConformance.The_secrets_of_the_plan_can_be_searched_for", new VisibleFixture());
        Assert.Contains("stands among the parameters too", failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_neither_declared_nor_exempt_is_named()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => new BareFixture().WrongCredentials);
        Assert.Equal(
            "BareFixture says nothing of Credentials. Override WrongCredentials there, or, if the type has no such thing, " +
            "call Exempt(\"<the reason>\", ConformanceTopic.Credentials) in its constructor.",
            refusal.Message);
    }

    private sealed class ExemptFixture : VaultFixture
    {
        public ExemptFixture(string reason, params IReadOnlyList<ConformanceTopic> topics) => Exempt(reason, topics);
    }

    private sealed class LackingPlanFixture : VaultFixture
    {
        public LackingPlanFixture() => ExemptPlan("A lie.", ConformanceTopic.Rotation);
    }

    private sealed class ExemptPlanFixture : VaultFixture
    {
        public ExemptPlanFixture(string reason, params IReadOnlyList<ConformanceTopic> topics) => ExemptPlan(reason, topics);
    }

    private sealed class AbsentFixture : VaultFixture
    {
        public override string SkipReason => "No vault is installed.";
    }

    private sealed class BlindFixture : VaultFixture
    {
        public override Task<IReadOnlyList<string>> InventoryAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);
    }

    private sealed class VisibleFixture : VaultFixture
    {
        public override PlanValues Plan => base.Plan with { Parameters = new() { ["server"] = VaultServer.AdministratorPassword, ["userName"] = VaultServer.Administrator } };
    }

    private sealed class BareFixture : ConformanceFixture
    {
        public override PlanValues Plan => PlanValues.Empty;

        public override void Register(IPrivateCloudBuilder builder) => builder.AddProvisioner(_ => throw new InvalidOperationException("Nobody asks."));

        public override Task<IReadOnlyList<string>> InventoryAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);
    }

    // Not public, so that no runner finds it.
    private sealed class LonelyTests() : LifecycleConformance<BareFixture>(new BareFixture());
}
