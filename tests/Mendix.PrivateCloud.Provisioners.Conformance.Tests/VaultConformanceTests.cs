using Mendix.PrivateCloud.Provisioners.Conformance.Tests.Sample;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Tests;

// The sample without any fault keeps the whole contract: this is what a test project of an author looks like.
public sealed class CancellationTests(VaultFixture fixture) : CancellationConformance<VaultFixture>(fixture);
public sealed class CheckTests(VaultFixture fixture) : CheckConformance<VaultFixture>(fixture);
public sealed class ConcurrencyTests(VaultFixture fixture) : ConcurrencyConformance<VaultFixture>(fixture);
public sealed class CrashTests(VaultFixture fixture) : CrashConformance<VaultFixture>(fixture);
public sealed class DeclarationTests(VaultFixture fixture) : DeclarationConformance<VaultFixture>(fixture);
public sealed class IsolationTests(VaultFixture fixture) : IsolationConformance<VaultFixture>(fixture);
public sealed class LifecycleTests(VaultFixture fixture) : LifecycleConformance<VaultFixture>(fixture);
public sealed class NameTests(VaultFixture fixture) : NameConformance<VaultFixture>(fixture);
public sealed class OwnershipTests(VaultFixture fixture) : OwnershipConformance<VaultFixture>(fixture);
public sealed class PlanTests(VaultFixture fixture) : PlanConformance<VaultFixture>(fixture);
public sealed class PreviewTests(VaultFixture fixture) : PreviewConformance<VaultFixture>(fixture);
public sealed class RetentionTests(VaultFixture fixture) : RetentionConformance<VaultFixture>(fixture);
public sealed class RotationTests(VaultFixture fixture) : RotationConformance<VaultFixture>(fixture);
public sealed class SecrecyTests(VaultFixture fixture) : SecrecyConformance<VaultFixture>(fixture);
public sealed class TakeBackTests(VaultFixture fixture) : TakeBackConformance<VaultFixture>(fixture);
