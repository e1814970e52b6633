using Mendix.PrivateCloud.Provisioners.Conformance;
using Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Conformance;

public sealed class AzureSqlCancellationTests(AzureSqlConformanceFixture fixture) : CancellationConformance<AzureSqlConformanceFixture>(fixture);
public sealed class AzureSqlCheckTests(AzureSqlConformanceFixture fixture) : CheckConformance<AzureSqlConformanceFixture>(fixture);
public sealed class AzureSqlConcurrencyTests(AzureSqlConformanceFixture fixture) : ConcurrencyConformance<AzureSqlConformanceFixture>(fixture);
public sealed class AzureSqlCrashTests(AzureSqlConformanceFixture fixture) : CrashConformance<AzureSqlConformanceFixture>(fixture);
public sealed class AzureSqlDeclarationTests(AzureSqlConformanceFixture fixture) : DeclarationConformance<AzureSqlConformanceFixture>(fixture);
public sealed class AzureSqlIsolationTests(AzureSqlConformanceFixture fixture) : IsolationConformance<AzureSqlConformanceFixture>(fixture);
public sealed class AzureSqlLifecycleTests(AzureSqlConformanceFixture fixture) : LifecycleConformance<AzureSqlConformanceFixture>(fixture);
public sealed class AzureSqlNameTests(AzureSqlConformanceFixture fixture) : NameConformance<AzureSqlConformanceFixture>(fixture);
public sealed class AzureSqlOwnershipTests(AzureSqlConformanceFixture fixture) : OwnershipConformance<AzureSqlConformanceFixture>(fixture);
public sealed class AzureSqlPlanTests(AzureSqlConformanceFixture fixture) : PlanConformance<AzureSqlConformanceFixture>(fixture);
public sealed class AzureSqlPreviewTests(AzureSqlConformanceFixture fixture) : PreviewConformance<AzureSqlConformanceFixture>(fixture);
public sealed class AzureSqlRetentionTests(AzureSqlConformanceFixture fixture) : RetentionConformance<AzureSqlConformanceFixture>(fixture);
public sealed class AzureSqlRotationTests(AzureSqlConformanceFixture fixture) : RotationConformance<AzureSqlConformanceFixture>(fixture);
public sealed class AzureSqlSecrecyTests(AzureSqlConformanceFixture fixture) : SecrecyConformance<AzureSqlConformanceFixture>(fixture);
public sealed class AzureSqlTakeBackTests(AzureSqlConformanceFixture fixture) : TakeBackConformance<AzureSqlConformanceFixture>(fixture);
