using Mendix.PrivateCloud.Provisioners.Conformance;
using Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests;

public sealed class SuperuserCancellationTests(SuperuserFixture fixture) : CancellationConformance<SuperuserFixture>(fixture);
public sealed class SuperuserCheckTests(SuperuserFixture fixture) : CheckConformance<SuperuserFixture>(fixture);
public sealed class SuperuserConcurrencyTests(SuperuserFixture fixture) : ConcurrencyConformance<SuperuserFixture>(fixture);
public sealed class SuperuserCrashTests(SuperuserFixture fixture) : CrashConformance<SuperuserFixture>(fixture);
public sealed class SuperuserDeclarationTests(SuperuserFixture fixture) : DeclarationConformance<SuperuserFixture>(fixture);
public sealed class SuperuserIsolationTests(SuperuserFixture fixture) : IsolationConformance<SuperuserFixture>(fixture);
public sealed class SuperuserLifecycleTests(SuperuserFixture fixture) : LifecycleConformance<SuperuserFixture>(fixture);
public sealed class SuperuserNameTests(SuperuserFixture fixture) : NameConformance<SuperuserFixture>(fixture);
public sealed class SuperuserOwnershipTests(SuperuserFixture fixture) : OwnershipConformance<SuperuserFixture>(fixture);
public sealed class SuperuserPlanTests(SuperuserFixture fixture) : PlanConformance<SuperuserFixture>(fixture);
public sealed class SuperuserPreviewTests(SuperuserFixture fixture) : PreviewConformance<SuperuserFixture>(fixture);
public sealed class SuperuserRetentionTests(SuperuserFixture fixture) : RetentionConformance<SuperuserFixture>(fixture);
public sealed class SuperuserRotationTests(SuperuserFixture fixture) : RotationConformance<SuperuserFixture>(fixture);
public sealed class SuperuserSecrecyTests(SuperuserFixture fixture) : SecrecyConformance<SuperuserFixture>(fixture);
public sealed class SuperuserTakeBackTests(SuperuserFixture fixture) : TakeBackConformance<SuperuserFixture>(fixture);

public sealed class LimitedCancellationTests(LimitedAccountFixture fixture) : CancellationConformance<LimitedAccountFixture>(fixture);
public sealed class LimitedCheckTests(LimitedAccountFixture fixture) : CheckConformance<LimitedAccountFixture>(fixture);
public sealed class LimitedConcurrencyTests(LimitedAccountFixture fixture) : ConcurrencyConformance<LimitedAccountFixture>(fixture);
public sealed class LimitedCrashTests(LimitedAccountFixture fixture) : CrashConformance<LimitedAccountFixture>(fixture);
public sealed class LimitedDeclarationTests(LimitedAccountFixture fixture) : DeclarationConformance<LimitedAccountFixture>(fixture);
public sealed class LimitedIsolationTests(LimitedAccountFixture fixture) : IsolationConformance<LimitedAccountFixture>(fixture);
public sealed class LimitedLifecycleTests(LimitedAccountFixture fixture) : LifecycleConformance<LimitedAccountFixture>(fixture);
public sealed class LimitedNameTests(LimitedAccountFixture fixture) : NameConformance<LimitedAccountFixture>(fixture);
public sealed class LimitedOwnershipTests(LimitedAccountFixture fixture) : OwnershipConformance<LimitedAccountFixture>(fixture);
public sealed class LimitedPlanTests(LimitedAccountFixture fixture) : PlanConformance<LimitedAccountFixture>(fixture);
public sealed class LimitedPreviewTests(LimitedAccountFixture fixture) : PreviewConformance<LimitedAccountFixture>(fixture);
public sealed class LimitedRetentionTests(LimitedAccountFixture fixture) : RetentionConformance<LimitedAccountFixture>(fixture);
public sealed class LimitedRotationTests(LimitedAccountFixture fixture) : RotationConformance<LimitedAccountFixture>(fixture);
public sealed class LimitedSecrecyTests(LimitedAccountFixture fixture) : SecrecyConformance<LimitedAccountFixture>(fixture);
public sealed class LimitedTakeBackTests(LimitedAccountFixture fixture) : TakeBackConformance<LimitedAccountFixture>(fixture);
