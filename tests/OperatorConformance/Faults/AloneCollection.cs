namespace Mendix.PrivateCloud.OperatorConformance.Faults;

/// <summary>For tests that keep a server busy by themselves; they run when all others are through.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
