namespace Example.FolderStorage.Tests;

#region writing-a-provisioner.md
public sealed class CancellationTests(FolderFixture fixture) : CancellationConformance<FolderFixture>(fixture);
public sealed class CheckTests(FolderFixture fixture) : CheckConformance<FolderFixture>(fixture);
public sealed class ConcurrencyTests(FolderFixture fixture) : ConcurrencyConformance<FolderFixture>(fixture);
public sealed class CrashTests(FolderFixture fixture) : CrashConformance<FolderFixture>(fixture);
public sealed class DeclarationTests(FolderFixture fixture) : DeclarationConformance<FolderFixture>(fixture);
public sealed class IsolationTests(FolderFixture fixture) : IsolationConformance<FolderFixture>(fixture);
public sealed class LifecycleTests(FolderFixture fixture) : LifecycleConformance<FolderFixture>(fixture);
public sealed class NameTests(FolderFixture fixture) : NameConformance<FolderFixture>(fixture);
public sealed class OwnershipTests(FolderFixture fixture) : OwnershipConformance<FolderFixture>(fixture);
public sealed class PlanTests(FolderFixture fixture) : PlanConformance<FolderFixture>(fixture);
public sealed class PreviewTests(FolderFixture fixture) : PreviewConformance<FolderFixture>(fixture);
public sealed class RetentionTests(FolderFixture fixture) : RetentionConformance<FolderFixture>(fixture);
public sealed class RotationTests(FolderFixture fixture) : RotationConformance<FolderFixture>(fixture);
public sealed class SecrecyTests(FolderFixture fixture) : SecrecyConformance<FolderFixture>(fixture);
public sealed class TakeBackTests(FolderFixture fixture) : TakeBackConformance<FolderFixture>(fixture);
#endregion
