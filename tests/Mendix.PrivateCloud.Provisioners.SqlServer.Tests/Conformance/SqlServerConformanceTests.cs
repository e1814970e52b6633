using Mendix.PrivateCloud.Provisioners.Conformance;
using Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Conformance;

public sealed class SqlServerCancellationTests(SqlServerConformanceFixture fixture) : CancellationConformance<SqlServerConformanceFixture>(fixture);
public sealed class SqlServerCheckTests(SqlServerConformanceFixture fixture) : CheckConformance<SqlServerConformanceFixture>(fixture);
public sealed class SqlServerConcurrencyTests(SqlServerConformanceFixture fixture) : ConcurrencyConformance<SqlServerConformanceFixture>(fixture);
public sealed class SqlServerCrashTests(SqlServerConformanceFixture fixture) : CrashConformance<SqlServerConformanceFixture>(fixture);
public sealed class SqlServerDeclarationTests(SqlServerConformanceFixture fixture) : DeclarationConformance<SqlServerConformanceFixture>(fixture);
public sealed class SqlServerIsolationTests(SqlServerConformanceFixture fixture) : IsolationConformance<SqlServerConformanceFixture>(fixture);
public sealed class SqlServerLifecycleTests(SqlServerConformanceFixture fixture) : LifecycleConformance<SqlServerConformanceFixture>(fixture);
public sealed class SqlServerNameTests(SqlServerConformanceFixture fixture) : NameConformance<SqlServerConformanceFixture>(fixture);
public sealed class SqlServerOwnershipTests(SqlServerConformanceFixture fixture) : OwnershipConformance<SqlServerConformanceFixture>(fixture);
public sealed class SqlServerPlanTests(SqlServerConformanceFixture fixture) : PlanConformance<SqlServerConformanceFixture>(fixture);
public sealed class SqlServerPreviewTests(SqlServerConformanceFixture fixture) : PreviewConformance<SqlServerConformanceFixture>(fixture);
public sealed class SqlServerRetentionTests(SqlServerConformanceFixture fixture) : RetentionConformance<SqlServerConformanceFixture>(fixture);
public sealed class SqlServerRotationTests(SqlServerConformanceFixture fixture) : RotationConformance<SqlServerConformanceFixture>(fixture);
public sealed class SqlServerSecrecyTests(SqlServerConformanceFixture fixture) : SecrecyConformance<SqlServerConformanceFixture>(fixture);
public sealed class SqlServerTakeBackTests(SqlServerConformanceFixture fixture) : TakeBackConformance<SqlServerConformanceFixture>(fixture);
