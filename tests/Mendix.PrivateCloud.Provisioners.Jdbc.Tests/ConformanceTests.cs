using Mendix.PrivateCloud.Provisioners.Conformance;
using Mendix.PrivateCloud.Provisioners.Jdbc.Tests.Support;

namespace Mendix.PrivateCloud.Provisioners.Jdbc.Tests;

public sealed class CancellationConformanceTests(JdbcFixture fixture) : CancellationConformance<JdbcFixture>(fixture);
public sealed class CheckConformanceTests(JdbcFixture fixture) : CheckConformance<JdbcFixture>(fixture);
public sealed class ConcurrencyConformanceTests(JdbcFixture fixture) : ConcurrencyConformance<JdbcFixture>(fixture);
public sealed class CrashConformanceTests(JdbcFixture fixture) : CrashConformance<JdbcFixture>(fixture);
public sealed class DeclarationConformanceTests(JdbcFixture fixture) : DeclarationConformance<JdbcFixture>(fixture);
public sealed class IsolationConformanceTests(JdbcFixture fixture) : IsolationConformance<JdbcFixture>(fixture);
public sealed class LifecycleConformanceTests(JdbcFixture fixture) : LifecycleConformance<JdbcFixture>(fixture);
public sealed class NameConformanceTests(JdbcFixture fixture) : NameConformance<JdbcFixture>(fixture);
public sealed class OwnershipConformanceTests(JdbcFixture fixture) : OwnershipConformance<JdbcFixture>(fixture);
public sealed class PlanConformanceTests(JdbcFixture fixture) : PlanConformance<JdbcFixture>(fixture);
public sealed class PreviewConformanceTests(JdbcFixture fixture) : PreviewConformance<JdbcFixture>(fixture);
public sealed class RetentionConformanceTests(JdbcFixture fixture) : RetentionConformance<JdbcFixture>(fixture);
public sealed class RotationConformanceTests(JdbcFixture fixture) : RotationConformance<JdbcFixture>(fixture);
public sealed class SecrecyConformanceTests(JdbcFixture fixture) : SecrecyConformance<JdbcFixture>(fixture);
public sealed class TakeBackConformanceTests(JdbcFixture fixture) : TakeBackConformance<JdbcFixture>(fixture);
