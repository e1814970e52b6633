namespace Mendix.PrivateCloud.FaultMatrix;

/// <summary>For groups that measure memory, or move a clock on when nothing happens any more: they run when all others are through.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
