using Mendix.PrivateCloud.Provisioners.Conformance;
using Mendix.PrivateCloud.Provisioners.Ephemeral.Tests.Support;

namespace Mendix.PrivateCloud.Provisioners.Ephemeral.Tests;

public sealed class DatabaseCancellationTests(EphemeralDatabaseFixture fixture) : CancellationConformance<EphemeralDatabaseFixture>(fixture);
public sealed class DatabaseCheckTests(EphemeralDatabaseFixture fixture) : CheckConformance<EphemeralDatabaseFixture>(fixture);
public sealed class DatabaseConcurrencyTests(EphemeralDatabaseFixture fixture) : ConcurrencyConformance<EphemeralDatabaseFixture>(fixture);
public sealed class DatabaseCrashTests(EphemeralDatabaseFixture fixture) : CrashConformance<EphemeralDatabaseFixture>(fixture);
public sealed class DatabaseDeclarationTests(EphemeralDatabaseFixture fixture) : DeclarationConformance<EphemeralDatabaseFixture>(fixture);
public sealed class DatabaseIsolationTests(EphemeralDatabaseFixture fixture) : IsolationConformance<EphemeralDatabaseFixture>(fixture);
public sealed class DatabaseLifecycleTests(EphemeralDatabaseFixture fixture) : LifecycleConformance<EphemeralDatabaseFixture>(fixture);
public sealed class DatabaseNameTests(EphemeralDatabaseFixture fixture) : NameConformance<EphemeralDatabaseFixture>(fixture);
public sealed class DatabaseOwnershipTests(EphemeralDatabaseFixture fixture) : OwnershipConformance<EphemeralDatabaseFixture>(fixture);
public sealed class DatabasePlanTests(EphemeralDatabaseFixture fixture) : PlanConformance<EphemeralDatabaseFixture>(fixture);
public sealed class DatabasePreviewTests(EphemeralDatabaseFixture fixture) : PreviewConformance<EphemeralDatabaseFixture>(fixture);
public sealed class DatabaseRetentionTests(EphemeralDatabaseFixture fixture) : RetentionConformance<EphemeralDatabaseFixture>(fixture);
public sealed class DatabaseRotationTests(EphemeralDatabaseFixture fixture) : RotationConformance<EphemeralDatabaseFixture>(fixture);
public sealed class DatabaseSecrecyTests(EphemeralDatabaseFixture fixture) : SecrecyConformance<EphemeralDatabaseFixture>(fixture);
public sealed class DatabaseTakeBackTests(EphemeralDatabaseFixture fixture) : TakeBackConformance<EphemeralDatabaseFixture>(fixture);

public sealed class FileCancellationTests(EphemeralFileFixture fixture) : CancellationConformance<EphemeralFileFixture>(fixture);
public sealed class FileCheckTests(EphemeralFileFixture fixture) : CheckConformance<EphemeralFileFixture>(fixture);
public sealed class FileConcurrencyTests(EphemeralFileFixture fixture) : ConcurrencyConformance<EphemeralFileFixture>(fixture);
public sealed class FileCrashTests(EphemeralFileFixture fixture) : CrashConformance<EphemeralFileFixture>(fixture);
public sealed class FileDeclarationTests(EphemeralFileFixture fixture) : DeclarationConformance<EphemeralFileFixture>(fixture);
public sealed class FileIsolationTests(EphemeralFileFixture fixture) : IsolationConformance<EphemeralFileFixture>(fixture);
public sealed class FileLifecycleTests(EphemeralFileFixture fixture) : LifecycleConformance<EphemeralFileFixture>(fixture);
public sealed class FileNameTests(EphemeralFileFixture fixture) : NameConformance<EphemeralFileFixture>(fixture);
public sealed class FileOwnershipTests(EphemeralFileFixture fixture) : OwnershipConformance<EphemeralFileFixture>(fixture);
public sealed class FilePlanTests(EphemeralFileFixture fixture) : PlanConformance<EphemeralFileFixture>(fixture);
public sealed class FilePreviewTests(EphemeralFileFixture fixture) : PreviewConformance<EphemeralFileFixture>(fixture);
public sealed class FileRetentionTests(EphemeralFileFixture fixture) : RetentionConformance<EphemeralFileFixture>(fixture);
public sealed class FileRotationTests(EphemeralFileFixture fixture) : RotationConformance<EphemeralFileFixture>(fixture);
public sealed class FileSecrecyTests(EphemeralFileFixture fixture) : SecrecyConformance<EphemeralFileFixture>(fixture);
public sealed class FileTakeBackTests(EphemeralFileFixture fixture) : TakeBackConformance<EphemeralFileFixture>(fixture);
