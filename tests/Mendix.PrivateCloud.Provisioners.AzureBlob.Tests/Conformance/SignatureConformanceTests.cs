using Mendix.PrivateCloud.Provisioners.Conformance;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Conformance.Signatures;

// The whole contract, with a container per environment and a signature limited to it.
public sealed class CancellationTests(SignatureFixture fixture) : CancellationConformance<SignatureFixture>(fixture);
public sealed class CheckTests(SignatureFixture fixture) : CheckConformance<SignatureFixture>(fixture);
public sealed class ConcurrencyTests(SignatureFixture fixture) : ConcurrencyConformance<SignatureFixture>(fixture);
public sealed class CrashTests(SignatureFixture fixture) : CrashConformance<SignatureFixture>(fixture);
public sealed class DeclarationTests(SignatureFixture fixture) : DeclarationConformance<SignatureFixture>(fixture);
public sealed class IsolationTests(SignatureFixture fixture) : IsolationConformance<SignatureFixture>(fixture);
public sealed class LifecycleTests(SignatureFixture fixture) : LifecycleConformance<SignatureFixture>(fixture);
public sealed class NameTests(SignatureFixture fixture) : NameConformance<SignatureFixture>(fixture);
public sealed class OwnershipTests(SignatureFixture fixture) : OwnershipConformance<SignatureFixture>(fixture);
public sealed class PlanTests(SignatureFixture fixture) : PlanConformance<SignatureFixture>(fixture);
public sealed class PreviewTests(SignatureFixture fixture) : PreviewConformance<SignatureFixture>(fixture);
public sealed class RetentionTests(SignatureFixture fixture) : RetentionConformance<SignatureFixture>(fixture);
public sealed class RotationTests(SignatureFixture fixture) : RotationConformance<SignatureFixture>(fixture);
public sealed class SecrecyTests(SignatureFixture fixture) : SecrecyConformance<SignatureFixture>(fixture);
public sealed class TakeBackTests(SignatureFixture fixture) : TakeBackConformance<SignatureFixture>(fixture);
