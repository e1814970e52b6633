using Mendix.PrivateCloud.Provisioners.Conformance;

namespace AcmeStorage.Tests;

public sealed class CancellationTests(MyTypeFixture fixture) : CancellationConformance<MyTypeFixture>(fixture);

public sealed class CheckTests(MyTypeFixture fixture) : CheckConformance<MyTypeFixture>(fixture);

public sealed class ConcurrencyTests(MyTypeFixture fixture) : ConcurrencyConformance<MyTypeFixture>(fixture);

public sealed class CrashTests(MyTypeFixture fixture) : CrashConformance<MyTypeFixture>(fixture);

public sealed class DeclarationTests(MyTypeFixture fixture) : DeclarationConformance<MyTypeFixture>(fixture);

public sealed class IsolationTests(MyTypeFixture fixture) : IsolationConformance<MyTypeFixture>(fixture);

public sealed class LifecycleTests(MyTypeFixture fixture) : LifecycleConformance<MyTypeFixture>(fixture);

public sealed class NameTests(MyTypeFixture fixture) : NameConformance<MyTypeFixture>(fixture);

public sealed class OwnershipTests(MyTypeFixture fixture) : OwnershipConformance<MyTypeFixture>(fixture);

public sealed class PlanTests(MyTypeFixture fixture) : PlanConformance<MyTypeFixture>(fixture);

public sealed class PreviewTests(MyTypeFixture fixture) : PreviewConformance<MyTypeFixture>(fixture);

public sealed class RetentionTests(MyTypeFixture fixture) : RetentionConformance<MyTypeFixture>(fixture);

public sealed class RotationTests(MyTypeFixture fixture) : RotationConformance<MyTypeFixture>(fixture);

public sealed class SecrecyTests(MyTypeFixture fixture) : SecrecyConformance<MyTypeFixture>(fixture);

public sealed class TakeBackTests(MyTypeFixture fixture) : TakeBackConformance<MyTypeFixture>(fixture);
