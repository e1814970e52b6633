using Mendix.PrivateCloud.Provisioners.Conformance;
using Mendix.PrivateCloud.Provisioners.Minio.Tests.Support;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests.Kit;

public sealed class CancellationTests(MinioConformanceFixture fixture) : CancellationConformance<MinioConformanceFixture>(fixture);
public sealed class CheckTests(MinioConformanceFixture fixture) : CheckConformance<MinioConformanceFixture>(fixture);
public sealed class ConcurrencyTests(MinioConformanceFixture fixture) : ConcurrencyConformance<MinioConformanceFixture>(fixture);
public sealed class CrashTests(MinioConformanceFixture fixture) : CrashConformance<MinioConformanceFixture>(fixture);
public sealed class DeclarationTests(MinioConformanceFixture fixture) : DeclarationConformance<MinioConformanceFixture>(fixture);
public sealed class IsolationTests(MinioConformanceFixture fixture) : IsolationConformance<MinioConformanceFixture>(fixture);
public sealed class LifecycleTests(MinioConformanceFixture fixture) : LifecycleConformance<MinioConformanceFixture>(fixture);
public sealed class NameTests(MinioConformanceFixture fixture) : NameConformance<MinioConformanceFixture>(fixture);
public sealed class OwnershipTests(MinioConformanceFixture fixture) : OwnershipConformance<MinioConformanceFixture>(fixture);
public sealed class PlanTests(MinioConformanceFixture fixture) : PlanConformance<MinioConformanceFixture>(fixture);
public sealed class PreviewTests(MinioConformanceFixture fixture) : PreviewConformance<MinioConformanceFixture>(fixture);
public sealed class RetentionTests(MinioConformanceFixture fixture) : RetentionConformance<MinioConformanceFixture>(fixture);
public sealed class RotationTests(MinioConformanceFixture fixture) : RotationConformance<MinioConformanceFixture>(fixture);
public sealed class SecrecyTests(MinioConformanceFixture fixture) : SecrecyConformance<MinioConformanceFixture>(fixture);
public sealed class TakeBackTests(MinioConformanceFixture fixture) : TakeBackConformance<MinioConformanceFixture>(fixture);
