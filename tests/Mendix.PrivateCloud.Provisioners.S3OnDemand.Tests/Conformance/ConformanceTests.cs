using Mendix.PrivateCloud.Provisioners.Conformance;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Support;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Conformance;

public sealed class CancellationKitTests(S3OnDemandFixture fixture) : CancellationConformance<S3OnDemandFixture>(fixture);
public sealed class CheckKitTests(S3OnDemandFixture fixture) : CheckConformance<S3OnDemandFixture>(fixture);
public sealed class ConcurrencyKitTests(S3OnDemandFixture fixture) : ConcurrencyConformance<S3OnDemandFixture>(fixture);
public sealed class CrashKitTests(S3OnDemandFixture fixture) : CrashConformance<S3OnDemandFixture>(fixture);
public sealed class DeclarationKitTests(S3OnDemandFixture fixture) : DeclarationConformance<S3OnDemandFixture>(fixture);
public sealed class IsolationKitTests(S3OnDemandFixture fixture) : IsolationConformance<S3OnDemandFixture>(fixture);
public sealed class LifecycleKitTests(S3OnDemandFixture fixture) : LifecycleConformance<S3OnDemandFixture>(fixture);
public sealed class NameKitTests(S3OnDemandFixture fixture) : NameConformance<S3OnDemandFixture>(fixture);
public sealed class OwnershipKitTests(S3OnDemandFixture fixture) : OwnershipConformance<S3OnDemandFixture>(fixture);
public sealed class PlanKitTests(S3OnDemandFixture fixture) : PlanConformance<S3OnDemandFixture>(fixture);
public sealed class PreviewKitTests(S3OnDemandFixture fixture) : PreviewConformance<S3OnDemandFixture>(fixture);
public sealed class RetentionKitTests(S3OnDemandFixture fixture) : RetentionConformance<S3OnDemandFixture>(fixture);
public sealed class RotationKitTests(S3OnDemandFixture fixture) : RotationConformance<S3OnDemandFixture>(fixture);
public sealed class SecrecyKitTests(S3OnDemandFixture fixture) : SecrecyConformance<S3OnDemandFixture>(fixture);
public sealed class TakeBackKitTests(S3OnDemandFixture fixture) : TakeBackConformance<S3OnDemandFixture>(fixture);
