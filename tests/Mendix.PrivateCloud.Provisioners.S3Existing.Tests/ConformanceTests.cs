using Mendix.PrivateCloud.Provisioners.Conformance;
using Mendix.PrivateCloud.Provisioners.S3Existing.Tests.Support;

namespace Mendix.PrivateCloud.Provisioners.S3Existing.Tests;

public sealed class CancellationTests(S3ExistingFixture fixture) : CancellationConformance<S3ExistingFixture>(fixture);
public sealed class CheckTests(S3ExistingFixture fixture) : CheckConformance<S3ExistingFixture>(fixture);
public sealed class ConcurrencyTests(S3ExistingFixture fixture) : ConcurrencyConformance<S3ExistingFixture>(fixture);
public sealed class CrashTests(S3ExistingFixture fixture) : CrashConformance<S3ExistingFixture>(fixture);
public sealed class DeclarationTests(S3ExistingFixture fixture) : DeclarationConformance<S3ExistingFixture>(fixture);
public sealed class IsolationTests(S3ExistingFixture fixture) : IsolationConformance<S3ExistingFixture>(fixture);
public sealed class LifecycleTests(S3ExistingFixture fixture) : LifecycleConformance<S3ExistingFixture>(fixture);
public sealed class NameTests(S3ExistingFixture fixture) : NameConformance<S3ExistingFixture>(fixture);
public sealed class OwnershipTests(S3ExistingFixture fixture) : OwnershipConformance<S3ExistingFixture>(fixture);
public sealed class PlanTests(S3ExistingFixture fixture) : PlanConformance<S3ExistingFixture>(fixture);
public sealed class PreviewTests(S3ExistingFixture fixture) : PreviewConformance<S3ExistingFixture>(fixture);
public sealed class RetentionTests(S3ExistingFixture fixture) : RetentionConformance<S3ExistingFixture>(fixture);
public sealed class RotationTests(S3ExistingFixture fixture) : RotationConformance<S3ExistingFixture>(fixture);
public sealed class SecrecyTests(S3ExistingFixture fixture) : SecrecyConformance<S3ExistingFixture>(fixture);
public sealed class TakeBackTests(S3ExistingFixture fixture) : TakeBackConformance<S3ExistingFixture>(fixture);
