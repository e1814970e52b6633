namespace Mendix.PrivateCloud.Provisioning.Parts;

/// <summary>What a tenant consists of, and what reaches it once all of it is there.</summary>
/// <param name="Parts">In the order of making; removal walks it backwards.</param>
/// <param name="Settings">What the runtime has to be told.</param>
public sealed record TenantBlueprint(IReadOnlyList<TenantPart> Parts, RuntimeSettings Settings);
